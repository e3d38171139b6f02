package org.fedmas.pipeline.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HiddenCellsTest {

  @Test
  void smallCountsAreHidden() {
    assertThat(HiddenCells.row(List.of(10, 9, 0, 40), 10)).containsExactly(10, null, null, 40);
  }

  @Test
  void aCountIsNeverHiddenAlone() {
    assertThat(HiddenCells.row(List.of(30, 3, 12), 10)).containsExactly(30, null, null);
  }

  @Test
  void countsThatAreAllZeroStay() {
    assertThat(HiddenCells.row(List.of(0, 0), 10)).containsExactly(0, 0);
  }

  @Test
  void largeCountsStay() {
    List<List<Integer>> counts = List.of(List.of(20, 11), List.of(10, 90));

    assertThat(HiddenCells.table(counts, 10)).isEqualTo(counts);
  }

  @Test
  void noSumOfARowOrColumnGivesACountAway() {
    List<List<Integer>> counts =
        List.of(List.of(50, 12, 3, 15), List.of(11, 60, 14, 20), List.of(30, 25, 70, 13),
            List.of(0, 0, 0, 0));

    List<List<Integer>> table = HiddenCells.table(counts, 10);

    assertThat(table.get(0).get(2)).isNull();
    assertThat(table.get(3)).containsExactly(0, 0, 0, 0);
    for (int i = 0; i < 3; i++) {
      int column = i;
      assertThat(table.get(i).stream().filter(cell -> cell == null).count()).isNotEqualTo(1);
      assertThat(table.subList(0, 3).stream().filter(row -> row.get(column) == null).count())
          .isNotEqualTo(1);
    }
  }

  @Test
  void twoClassesAreHiddenAltogether() {
    assertThat(HiddenCells.table(List.of(List.of(40, 2), List.of(15, 60)), 10))
        .allMatch(row -> row.get(0) == null && row.get(1) == null);
  }
}
