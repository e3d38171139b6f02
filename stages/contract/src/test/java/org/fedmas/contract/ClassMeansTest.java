package org.fedmas.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.fedmas.contract.random.RandomKey;
import org.fedmas.contract.random.RandomStream;
import org.junit.jupiter.api.Test;

class ClassMeansTest {

  @Test
  void meansAreOverWhatWasSeenAndZeroElsewhere() {
    ClassMeans means = new ClassMeans(3);
    assertThat(means.means()).containsExactly(0, 0, 0);
    means.add(0, 1);
    means.add(2, 0.5);
    means.add(0, 4);
    assertThat(means.means()).containsExactly(2.5, 0, 0.5);
    assertThat(means.seen()).isEqualTo(new ClassCounts(new int[] {2, 0, 1}));
  }

  @Test
  void overOtherCountsTheMissingSamplesAreZeros() {
    ClassMeans means = new ClassMeans(3);
    means.add(0, 1);
    means.add(0, 4);
    assertThat(means.over(new ClassCounts(new int[] {5, 2, 0}))).containsExactly(1, 0, 0);
  }

  @Test
  void aClassNeverCountedStaysZeroEvenIfItWasSeen() {
    ClassMeans means = new ClassMeans(1);
    means.add(0, 1);
    assertThat(means.over(new ClassCounts(new int[] {0}))).containsExactly(0);
  }

  @Test
  void equalsTheNaiveSumInTheSameOrder() {
    RandomStream random = RandomKey.of(3).with("class means").stream();
    for (int trial = 0; trial < 50; trial++) {
      int classes = 1 + random.below(9);
      int samples = random.below(200);
      ClassMeans means = new ClassMeans(classes);
      double[] sums = new double[classes];
      int[] counts = new int[classes];
      for (int i = 0; i < samples; i++) {
        int label = random.below(classes);
        double value = random.uniform(0, 4);
        means.add(label, value);
        sums[label] += value;
        counts[label]++;
      }
      for (int c = 0; c < classes; c++) {
        assertThat(means.means()[c]).isEqualTo(counts[c] == 0 ? 0.0 : sums[c] / counts[c]);
      }
    }
  }

  @Test
  void refusesUnknownClasses() {
    ClassMeans means = new ClassMeans(2);
    assertThatThrownBy(() -> means.add(2, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> means.add(-1, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> means.over(new ClassCounts(new int[] {1})))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ClassMeans(0)).isInstanceOf(IllegalArgumentException.class);
  }
}
