package org.fedmas.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ClassCountsTest {

  @Test
  void countsImagesAndClasses() {
    ClassCounts counts = new ClassCounts(new int[] {3, 0, 5});
    assertThat(counts.total()).isEqualTo(8);
    assertThat(counts.present()).isEqualTo(2);
    assertThat(counts.classes()).isEqualTo(3);
    assertThat(counts.count(2)).isEqualTo(5);
    assertThat(counts).hasToString("[3, 0, 5]");
  }

  @Test
  void theTotalDoesNotOverflow() {
    int most = Integer.MAX_VALUE;
    assertThat(new ClassCounts(new int[] {most, most}).total()).isEqualTo(2L * most);
  }

  @Test
  void countsLabels() {
    assertThat(ClassCounts.ofLabels(new int[] {2, 0, 2, 2}, 4))
        .isEqualTo(new ClassCounts(new int[] {1, 0, 3, 0}))
        .hasSameHashCodeAs(new ClassCounts(new int[] {1, 0, 3, 0}))
        .isNotEqualTo(new ClassCounts(new int[] {1, 0, 3}));
    assertThatThrownBy(() -> ClassCounts.ofLabels(new int[] {0, 4}, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("label 1 must lie in 0…3, found 4");
  }

  @Test
  void isNotChangedFromOutside() {
    int[] given = {1, 2};
    ClassCounts counts = new ClassCounts(given);
    given[0] = 9;
    counts.counts()[1] = 9;
    assertThat(counts.counts()).containsExactly(1, 2);
  }

  @Test
  void refusesWhatCountsNothing() {
    assertThatThrownBy(() -> new ClassCounts(new int[0]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ClassCounts(new int[] {1, -2}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("class 1")
        .hasMessageContaining("-2");
  }
}
