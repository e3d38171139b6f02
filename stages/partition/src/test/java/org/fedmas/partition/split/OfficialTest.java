package org.fedmas.partition.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.partition.PartitionRow;
import org.junit.jupiter.api.Test;

class OfficialTest {

  @Test
  void takesThePartsOfTheDataSetInOrder() {
    List<PartitionRow> rows =
        new Official(1)
            .assign(
                List.of(
                    new LabelledImage("b", 1, 0, Part.TEST),
                    new LabelledImage("c", 0, 2, Part.TEST),
                    new LabelledImage("a", 0, 1, Part.TRAIN)));
    assertThat(rows)
        .containsExactly(
            new PartitionRow("a", 0, 1, Part.TRAIN),
            new PartitionRow("c", 0, 2, Part.TEST),
            new PartitionRow("b", 1, 0, Part.TEST));
  }

  @Test
  void theOrderOfTheImagesDoesNotMatter() {
    List<LabelledImage> images = SplitCases.images(5);
    assertThat(new Official(1).assign(SplitCases.permuted(images, 5)))
        .isEqualTo(new Official(1).assign(images));
  }

  @Test
  void hasOneFold() {
    assertThatThrownBy(() -> new Official(2))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("fold: found 2, expected 1: the official split has one fold");
  }

  @Test
  void aDataSetWithoutSplitIsRefused() {
    assertThatThrownBy(
            () -> new Official(1).assign(List.of(new LabelledImage("image7", 0, 0, null))))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("image7")
        .hasMessageContaining("split.kind: random");
  }
}
