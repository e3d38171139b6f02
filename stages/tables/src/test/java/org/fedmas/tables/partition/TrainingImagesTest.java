package org.fedmas.tables.partition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients with 6, 1 and 3 training images; the last has validation images, too. */
class TrainingImagesTest {

  @TempDir Path folder;

  @BeforeEach
  void writeAPartition() throws IOException {
    List<PartitionRow> rows = new ArrayList<>();
    int[] images = {6, 1, 3};
    for (int k = 0; k < images.length; k++) {
      for (int i = 0; i < images[k]; i++) {
        rows.add(new PartitionRow("image-%s-%s".formatted(k, i), k, 0, Part.TRAIN));
      }
    }
    rows.add(new PartitionRow("held-back", 2, 0, Part.VALIDATION));
    PartitionTable.write(folder.resolve(PartitionTable.FILE), rows);
  }

  @Test
  void clientsWithTooFewImagesDoNotCount() throws IOException {
    TrainingImages images = TrainingImages.read(folder, 2);
    assertThat(images.counts()).containsOnlyKeys(0, 2);
    assertThat(images.clients()).isEqualTo(2);
  }

  @Test
  void trainingImagesAloneCount() throws IOException {
    TrainingImages images = TrainingImages.read(folder, 2);
    assertThat(images.all()).isEqualTo(9);
    assertThat(images.mean()).isEqualTo(4.5);
  }
}
