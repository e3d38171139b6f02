package org.fedmas.pipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.fedmas.contract.config.ConfigProblems;
import org.fedmas.contract.config.ConfigSource;
import org.fedmas.contract.json.Json;
import org.fedmas.partition.split.LabelledImage;
import org.fedmas.pipeline.workflow.DataSetChecks;
import org.fedmas.pipeline.workflow.Settings;
import org.fedmas.preprocess.dataset.DataSet;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.partition.PartitionRow;
import org.fedmas.testkit.KvasirFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands on a generated tree in HyperKvasir's layout. */
class HyperKvasirCommandsTest {

  private static final String CONFIG =
      """
      dataset: {kind: hyper-kvasir}
      partition: {kind: dirichlet, clients: 4}
      image: {size: 32}
      model: {backbone: resnet8, weights: seeded}
      auxiliary: {network: imagenet-resnet18, weights: seeded}
      """;

  @TempDir Path folder;
  private KvasirFolder kvasir;

  @BeforeEach
  void create() throws Exception {
    kvasir = KvasirFolder.in(Files.createDirectory(folder.resolve("data")), 5);
    Files.writeString(folder.resolve("kvasir.yaml"), CONFIG);
  }

  private Said fedmas(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--config", folder.resolve("kvasir.yaml").toString()));
    all.addAll(List.of("--data", kvasir.data().toString()));
    return Said.by(all.toArray(String[]::new));
  }

  private static Settings settings(String... changes) {
    ConfigSource source = ConfigSource.yaml("kvasir.yaml", CONFIG, new ConfigProblems());
    for (String change : changes) {
      source.set(change);
    }
    return Settings.read(source);
  }

  private static List<PartitionRow> rows(Settings settings, DataSet data) {
    return settings
        .data()
        .partition()
        .rows(
            data.images().stream()
                .map(
                    image ->
                        new LabelledImage(
                            image.imageId(),
                            image.client(),
                            image.label(),
                            image.lesionId(),
                            data.officialSplit().orElseThrow().place(image.imageId())))
                .toList());
  }

  @Test
  void countsComeFromTheSplitAlone() throws Exception {
    Files.move(kvasir.data().resolve("labeled-images"), folder.resolve("elsewhere"));
    Said said = fedmas("data", "counts", "--format", "json");
    assertThat(said.error()).isEmpty();
    JsonNode json = Json.mapper().readTree(said.out());
    assertThat(json.get("classes")).hasSize(23);
    assertThat(json.at("/clients/0/name").textValue()).isEqualTo("pool");
    assertThat(json.at("/clients/0/train_size").intValue()).isEqualTo(92);
    assertThat(json.at("/clients/0/test_size").intValue()).isEqualTo(23);
  }

  @Test
  void leaksCountNearlyIdenticalPictures() throws Exception {
    kvasir.picture("barretts", 1, 0);
    JsonNode json = Json.mapper().readTree(fedmas("data", "leaks", "--format", "json").out());
    assertThat(json.at("/lesions/1/name").textValue()).isEqualTo("all");
    assertThat(json.at("/lesions/1/lesions").intValue()).isEqualTo(1);
    assertThat(json.at("/images/bytes")).hasSize(1);
  }

  @Test
  void eachFoldTestsOnItsPartOfTheSplit() {
    Set<String> tested = new TreeSet<>();
    for (int fold = 1; fold <= 5; fold++) {
      Settings settings = settings("fold=" + fold);
      DataSet data = settings.data().open(kvasir.data());
      DataSetChecks.require(settings, data);
      for (PartitionRow row : rows(settings, data)) {
        if (row.part() == Part.TEST) {
          assertThat(data.officialSplit().orElseThrow().place(row.imageId()).fold())
              .isEqualTo(fold);
          tested.add(row.imageId());
        }
      }
    }
    assertThat(tested).hasSize(115);
  }

  @Test
  void groupsStayTogetherUnderALesionSplit() {
    kvasir.picture("barretts", 1, 0);
    kvasir.picture("polyp", 66, 0);
    Settings settings = settings("split.kind=lesion");
    DataSet data = settings.data().open(kvasir.data());
    DataSetChecks.require(settings, data);
    List<PartitionRow> rows = rows(settings, data);
    Set<String> group =
        Set.of(KvasirFolder.image(0), KvasirFolder.image(1), KvasirFolder.image(66));
    List<PartitionRow> together =
        rows.stream().filter(row -> group.contains(row.imageId())).toList();
    assertThat(together).hasSize(3);
    assertThat(together).extracting(PartitionRow::client).containsOnly(together.get(0).client());
    assertThat(together).extracting(PartitionRow::part).containsOnly(together.get(0).part());
  }

  @Test
  void clientsHaveToBeSimulated() throws Exception {
    Files.writeString(folder.resolve("kvasir.yaml"), CONFIG.replaceAll("(?m)^partition: .*$", ""));
    Said said = fedmas("plan");
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.error())
        .contains("partition.kind: found natural", "hyper-kvasir has none", "partition.clients");
  }

  @Test
  void theSplitHasAsManyFoldsAsItsFile() {
    Said said = fedmas("plan", "--set", "split.file=2_fold_split.csv", "--fold", "3");
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.error()).contains("fold: found 3, expected 1…2, the data set's own folds");
    Said other = fedmas("plan", "--set", "split.file=3_fold_split.csv");
    assertThat(other.error()).contains("split.file", "5_fold_split.csv, 2_fold_split.csv");
  }
}
