package org.fedmas.preprocess.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.fedmas.images.RgbImage;
import org.fedmas.preprocess.dataset.DataCounts.ClientCounts;
import org.fedmas.testkit.Golden;
import org.fedmas.testkit.Parity;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The published tables; {@code -Dfedmas.isic=DIR} says where they are. */
class PublishedIsicTest {

  private static final String FILE = "flamby_isic_counts.json";

  private static Path folder;

  @BeforeAll
  static void findTables() {
    folder = Path.of(System.getProperty("fedmas.isic", ""));
    assumeTrue(
        Files.exists(folder.resolve(IsicFolder.LABELS)),
        "skipped: -Dfedmas.isic=DIR does not name a folder with the ISIC 2019 tables");
  }

  @Test
  @Tag("parity")
  void countsAreThoseOfThePublishedSplit() {
    JsonNode golden = Golden.json(FILE);
    FlambyTables tables = FlambyTables.read(folder);
    DataCounts counts = DataDescription.of(tables).counts();
    Parity.close(FILE, "total", counts.total(), golden.get("total").intValue(), 0);
    Parity.holds(FILE, "classes", texts(golden.get("classes")).equals(counts.classes()));
    Parity.holds(
        FILE,
        "centers",
        texts(golden.get("centers"))
            .equals(counts.clients().stream().map(row -> row.client().name()).toList()));
    compare("train", counts, golden, row -> numbers(row.train()));
    compare("test", counts, golden, row -> numbers(row.test()));
    compare("train_size", counts, golden, row -> new double[] {row.trainSize()});
    compare("test_size", counts, golden, row -> new double[] {row.testSize()});
  }

  @Test
  void rowsWithoutLesionAreLeftOut() {
    assertThat(FlambyTables.read(folder).withoutLesion()).isEqualTo(2084);
  }

  @Test
  void imagesThatAreThereDecode() {
    assumeTrue(
        Files.isDirectory(folder.resolve("ISIC_2019_Training_Input")), "skipped: no image folder");
    FlambyIsic dataSet = FlambyIsic.open(folder, MissingImages.SKIP);
    int skipped = dataSet.skipped().stream().mapToInt(Integer::intValue).sum();
    assertThat(dataSet.images().size() + skipped)
        .isEqualTo(FlambyTables.read(folder).images().size());
    SourceImage first = dataSet.images().get(0);
    RgbImage pixels = dataSet.pixels(first);
    assertThat(pixels.width()).isGreaterThan(100);
    assertThat(dataSet.digest(first)).isEqualTo(dataSet.digest(first));
  }

  private static void compare(
      String field, DataCounts counts, JsonNode golden, Function<ClientCounts, double[]> ours) {
    for (ClientCounts row : counts.clients()) {
      int client = row.client().id();
      Parity.close(
          FILE,
          field + " of client " + client,
          ours.apply(row),
          Golden.numbers(Golden.json(FILE).get(field).path(client)),
          0);
    }
    assertThat(golden.get(field).size()).isEqualTo(counts.clients().size());
  }

  private static List<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::textValue).toList();
  }

  private static double[] numbers(List<Integer> values) {
    return values.stream().mapToDouble(Integer::doubleValue).toArray();
  }
}
