package org.fedmas.partition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fedmas.contract.Digest;
import org.fedmas.contract.Federation;
import org.fedmas.contract.StageName;
import org.fedmas.contract.UnitKey;
import org.fedmas.tables.image.ImageIndexTable;
import org.fedmas.tables.image.IndexRow;
import org.fedmas.tables.image.OfficialPlace;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.partition.PartitionRow;
import org.fedmas.tables.partition.PartitionTable;
import org.fedmas.tables.summary.ShardSummary;
import org.fedmas.tables.summary.UnreadableImage;
import org.fedmas.testkit.UnitContexts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two clients with 20 training and 4 test images each. */
class PartitionStageTest {

  @TempDir Path folder;
  private Path index;

  @BeforeEach
  void writeTheIndex() throws Exception {
    index = Files.createDirectory(folder.resolve("index"));
    List<IndexRow> rows = new ArrayList<>();
    for (int i = 0; i < 48; i++) {
      OfficialPlace place = i % 24 < 20 ? OfficialPlace.TRAIN : OfficialPlace.TEST;
      String id = "image-%02d".formatted(i);
      rows.add(new IndexRow(id, 0, i / 24, "lesion-" + i / 2, place, Digest.of(new byte[] {1})));
    }
    ImageIndexTable.write(index.resolve(ImageIndexTable.FILE), rows);
    new Federation(List.of("NV"), List.of("north", "south")).write(index);
  }

  @Test
  void theOfficialSplitIsTheDefault() throws Exception {
    assertThat(images(compute(""), Part.TEST))
        .containsExactly(
            "image-20",
            "image-21",
            "image-22",
            "image-23",
            "image-44",
            "image-45",
            "image-46",
            "image-47");
  }

  @Test
  void aTenthOfTheTrainingImagesIsForValidation() throws Exception {
    assertThat(images(compute(""), Part.VALIDATION)).hasSize(4);
  }

  @Test
  void selectionOnTestImagesHoldsNoneBack() throws Exception {
    assertThat(images(compute("evaluation: {selection: test}"), Part.VALIDATION)).isEmpty();
  }

  @Test
  void theLesionSplitKeepsLesionsTogether() throws Exception {
    List<String> test = images(compute("split: {kind: lesion}"), Part.TEST);

    assertThat(test).isNotEmpty();
    for (String image : test) {
      int number = Integer.parseInt(image.substring("image-".length()));
      assertThat(test).contains("image-%02d".formatted(number ^ 1));
    }
  }

  @Test
  void unreadableImagesAreLeftOut() throws Exception {
    Path shard = Files.createDirectory(folder.resolve("shard"));
    UnreadableImage unreadable = new UnreadableImage("image-00", "the file is empty");
    new ShardSummary(0, List.of(23), 0, List.of(), List.of(), List.of(unreadable), List.of())
        .write(shard);

    assertThat(PartitionTable.read(compute("", shard).resolve(PartitionTable.FILE)))
        .hasSize(47)
        .noneMatch(row -> row.imageId().equals("image-00"));
  }

  @Test
  void copiesOfATestImageAreDropped() throws Exception {
    // all images have equal bytes
    Path output = compute("dataset: {duplicates: drop}");

    assertThat(PartitionTable.read(output.resolve(PartitionTable.FILE)))
        .containsExactly(new PartitionRow("image-20", 0, 0, Part.TEST));
  }

  @Test
  void theFederationKeepsNaturalClients() throws Exception {
    assertThat(Federation.read(compute("")))
        .isEqualTo(new Federation(List.of("NV"), List.of("north", "south")));
  }

  @Test
  void theFederationNamesSimulatedClients() throws Exception {
    assertThat(Federation.read(compute("partition: {kind: iid, clients: 3}")).clients())
        .containsExactly("client-0", "client-1", "client-2");
  }

  @Test
  void equalInputsGiveEqualBytes() throws Exception {
    assertThat(Files.readAllBytes(compute("").resolve(PartitionTable.FILE)))
        .isEqualTo(Files.readAllBytes(compute("").resolve(PartitionTable.FILE)));
  }

  private Path compute(String yaml, Path... incomplete) throws Exception {
    return UnitContexts.of(UnitKey.of(StageName.PARTITION), folder)
        .config(yaml, PartitionSettings::read)
        .input(PartitionStage.INDEX, index)
        .input(PartitionStage.INCOMPLETE, incomplete)
        .computedBy(new PartitionStage());
  }

  private static List<String> images(Path output, Part part) throws Exception {
    return PartitionTable.read(output.resolve(PartitionTable.FILE)).stream()
        .filter(row -> row.part() == part)
        .map(PartitionRow::imageId)
        .toList();
  }
}
