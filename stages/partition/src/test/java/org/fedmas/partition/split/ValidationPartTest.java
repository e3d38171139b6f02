package org.fedmas.partition.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.partition.PartitionRow;
import org.junit.jupiter.api.Test;

class ValidationPartTest {

  @Test
  void holdsBackOneTenthOfEachClassOfEachClient() {
    for (int seed = 0; seed < SplitCases.CASES; seed++) {
      List<PartitionRow> before = new RandomSplit(5, 1, 0).assign(SplitCases.images(seed));
      List<PartitionRow> after = new ValidationPart(0.1, seed).holdBack(before);
      var training = SplitCases.cells(before, Part.TRAIN);
      var held = SplitCases.cells(after, Part.VALIDATION);
      var kept = SplitCases.cells(after, Part.TRAIN);
      training.forEach(
          (cell, count) -> {
            assertThat(held.get(cell)).isEqualTo(count < 10 ? 0 : count / 10);
            assertThat(kept.get(cell) + held.get(cell)).isEqualTo(count);
          });
      assertThat(SplitCases.cells(after, Part.TEST)).isEqualTo(SplitCases.cells(before, Part.TEST));
    }
  }

  @Test
  void testImagesKeepTheirPart() {
    List<PartitionRow> before = new RandomSplit(5, 1, 0).assign(SplitCases.images(2));
    List<PartitionRow> after = new ValidationPart(0.5, 0).holdBack(before);
    assertThat(after.stream().filter(row -> row.part() == Part.TEST).toList())
        .isEqualTo(before.stream().filter(row -> row.part() == Part.TEST).toList());
  }

  @Test
  void theOrderOfTheRowsDoesNotMatter() {
    for (int seed = 0; seed < SplitCases.CASES; seed++) {
      List<PartitionRow> rows = new RandomSplit(5, 1, 0).assign(SplitCases.images(seed));
      ValidationPart part = new ValidationPart(0.25, seed);
      assertThat(part.holdBack(SplitCases.permuted(rows, seed))).isEqualTo(part.holdBack(rows));
    }
  }

  @Test
  void theFractionIsDecimal() {
    List<PartitionRow> rows = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      rows.add(new PartitionRow("image" + i, 0, 0, Part.TRAIN));
    }
    assertThat(SplitCases.cells(new ValidationPart(0.29, 0).holdBack(rows), Part.VALIDATION))
        .containsEntry("0/0", 29);
  }

  @Test
  void fractionZeroHoldsNothingBack() {
    List<PartitionRow> rows = new RandomSplit(5, 1, 0).assign(SplitCases.images(4));
    assertThat(new ValidationPart(0, 0).holdBack(rows)).isEqualTo(rows);
  }

  @Test
  void rejectsFractionsOutOfRange() {
    for (double fraction : new double[] {-0.1, 1, Double.NaN}) {
      assertThatThrownBy(() -> new ValidationPart(fraction, 0))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("evaluation.validation-fraction: found " + fraction);
    }
  }
}
