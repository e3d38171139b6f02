package org.fedmas.partition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.fedmas.contract.Digest;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.partition.PartitionRow;
import org.junit.jupiter.api.Test;

/** Images whose picture is the first letter of their name. */
class DuplicatesTest {

  private static final List<PartitionRow> ROWS =
      List.of(
          row("a1", 0, Part.TRAIN),
          row("a2", 0, Part.TEST),
          row("b1", 0, Part.TRAIN),
          row("b2", 1, Part.TEST),
          row("c2", 1, Part.TRAIN),
          row("c1", 1, Part.TRAIN),
          row("d1", 1, Part.TRAIN),
          row("d2", 1, Part.VALIDATION),
          row("e1", 1, Part.TEST));

  @Test
  void allImagesAreKept() {
    assertThat(Duplicates.KEEP.kept(ROWS, DuplicatesTest::digest)).isEqualTo(ROWS);
  }

  @Test
  void allCopiesWithDifferentLabelsAreDropped() {
    assertThat(names(Duplicates.DROP_CONTRADICTING))
        .containsExactly("a1", "a2", "c2", "c1", "d1", "d2", "e1");
  }

  @Test
  void oneCopyStaysInTheTestPartFirst() {
    assertThat(names(Duplicates.DROP)).containsExactly("a2", "c1", "d2", "e1");
  }

  private static List<String> names(Duplicates rule) {
    return rule.kept(ROWS, DuplicatesTest::digest).stream().map(PartitionRow::imageId).toList();
  }

  private static Digest digest(String image) {
    return Digest.of(image.substring(0, 1));
  }

  private static PartitionRow row(String image, int label, Part part) {
    return new PartitionRow(image, 0, label, part);
  }
}
