package org.fedmas.pipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fedmas.preprocess.DataSetSettings;
import org.fedmas.preprocess.dataset.DataCounts;
import org.fedmas.preprocess.dataset.DataDescription;
import org.fedmas.preprocess.dataset.LesionLeak;
import org.fedmas.testkit.Golden;
import org.fedmas.testkit.Parity;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests of the data commands on the published tables; needs {@code -Dfedmas.isic=DIR}. */
class PublishedCountsTest {

  private static final String FILE = "flamby_isic_counts.json";

  private static DataDescription data =
      new DataDescription(List.of(), List.of(), List.of(), java.util.Optional.empty(), List.of());

  @BeforeAll
  static void readTables() {
    Path folder = Path.of(System.getProperty("fedmas.isic", ""));
    assumeTrue(
        Files.exists(folder.resolve("train_test_split")),
        "skipped: -Dfedmas.isic=DIR does not name a folder with the ISIC 2019 tables");
    data = new DataSetSettings.Isic().describe(folder);
  }

  @Test
  @Tag("parity")
  void countsAreThoseOfThePublishedSplit() {
    JsonNode golden = Golden.json(FILE);
    ObjectNode json = DataCountsCommand.json(data.counts());
    Parity.holds(FILE, "json classes", json.get("classes").equals(golden.get("classes")));
    Parity.close(FILE, "json clients", json.get("clients").size(), golden.get("centers").size(), 0);
    for (JsonNode client : json.get("clients")) {
      int k = client.get("client").intValue();
      Parity.holds(
          FILE,
          "json name of client " + k,
          client.get("name").equals(golden.get("centers").get(k)));
      for (String field : List.of("train", "test")) {
        Parity.close(
            FILE,
            "json " + field + " of client " + k,
            Golden.numbers(client.get(field)),
            Golden.numbers(golden.get(field).get(k)),
            0);
        Parity.close(
            FILE,
            "json " + field + "_size of client " + k,
            client.get(field + "_size").intValue(),
            golden.get(field + "_size").get(k).intValue(),
            0);
      }
    }
  }

  @Test
  void theTextHoldsEveryCount() {
    DataCounts counts = data.counts();
    List<String> lines = DataCountsCommand.text(counts).lines().toList();
    assertThat(lines).hasSize(2 + 2 * counts.clients().size());
    assertThat(lines.get(1)).contains("BCN", "train", "3363", "9930");
    assertThat(lines.get(lines.size() - 1)).isEqualTo("23247 images");
  }

  @Test
  void leaksAreToldPerClientAndForHam10000() {
    List<DataLeaksCommand.Row> rows =
        DataLeaksCommand.rows(data, data.officialSplit().orElseThrow(), true);
    assertThat(rows).hasSize(8);
    assertThat(rows.get(6))
        .isEqualTo(
            new DataLeaksCommand.Row(null, "HAM10000 centres", new LesionLeak(696, 760, 2003)));
    assertThat(rows.get(7).leak()).isEqualTo(new LesionLeak(2302, 3066, 4650));
    int touched = rows.stream().limit(6).mapToInt(row -> row.leak().testImages()).sum();
    assertThat(touched).isEqualTo(3066);
    ObjectNode json = DataLeaksCommand.json(rows, null, "no images");
    assertThat(json.get("images").isNull()).isTrue();
    assertThat(json.at("/lesions/6/test_images").intValue()).isEqualTo(760);
    assertThat(json.at("/lesions/0/client").intValue()).isZero();
  }
}
