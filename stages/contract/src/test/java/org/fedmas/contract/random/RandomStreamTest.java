package org.fedmas.contract.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomStreamTest {

  private static final RandomKey KEY = RandomKey.of(7).with("random stream test");

  @Test
  void equalKeysGiveEqualStreams() {
    RandomStream one = KEY.with(3).with("shuffle").stream();
    RandomStream other =
        RandomKey.of(7).with("random stream test").with(3).with("shuffle").stream();
    for (int i = 0; i < 100; i++) {
      assertThat(one.bits()).isEqualTo(other.bits());
    }
  }

  @Test
  void keysThatDifferInAnyPartGiveOtherStreams() {
    Set<Long> first = new HashSet<>();
    int keys = 0;
    for (long seed = -2; seed <= 2; seed++) {
      for (String word : new String[] {"", "a", "b", "ab", "ba"}) {
        for (long number = -2; number <= 2; number++) {
          first.add(RandomKey.of(seed).with(word).with(number).stream().bits());
          first.add(RandomKey.of(seed).with(number).with(word).stream().bits());
          keys += 2;
        }
      }
    }
    assertThat(first).hasSize(keys);
    assertThat(KEY.with(1)).isNotEqualTo(KEY.with("1"));
  }

  @Test
  void continuesFromItsPosition() {
    RandomStream stream = KEY.stream();
    for (int i = 0; i < 20; i++) {
      stream.normal();
      stream.below(5);
      stream.uniform();
      long position = stream.position();
      double[] expected = draws(stream);
      RandomStream again = KEY.stream();
      again.seek(position);
      assertThat(draws(again)).containsExactly(expected);
      assertThat(again.position()).isEqualTo(stream.position());
    }
  }

  @Test
  void countsTheWordsThatItDrew() {
    RandomStream stream = KEY.stream();
    assertThat(stream.position()).isZero();
    stream.bits();
    stream.uniform();
    stream.normal();
    assertThat(stream.position()).isEqualTo(4);
  }

  @Test
  void drawsEveryNumberBelowTheBoundAboutEquallyOften() {
    RandomStream stream = KEY.with("below").stream();
    for (int bound : new int[] {1, 2, 3, 6, 7, 10}) {
      int draws = 20_000;
      int[] seen = new int[bound];
      for (int i = 0; i < draws; i++) {
        seen[stream.below(bound)]++;
      }
      double expected = (double) draws / bound;
      // five standard deviations of a binomial count
      double width = 5 * Math.sqrt(expected * (1 - 1.0 / bound));
      for (int count : seen) {
        assertThat((double) count).isBetween(expected - width, expected + width);
      }
    }
    assertThat(stream.below(Integer.MAX_VALUE)).isBetween(0, Integer.MAX_VALUE - 1);
  }

  @Test
  void refusesABoundThatLeavesNothing() {
    assertThatIllegalArgumentException().isThrownBy(() -> KEY.stream().below(0));
    assertThatIllegalArgumentException().isThrownBy(() -> KEY.stream().below(-3));
  }

  @Test
  void aPermutationHoldsEveryNumberOnce() {
    for (int n = 0; n < 60; n++) {
      int[] order = KEY.with(n).stream().permutation(n);
      assertThat(Arrays.stream(order).sorted().toArray())
          .containsExactly(IntStream.range(0, n).toArray());
      assertThat(KEY.with(n).stream().permutation(n)).containsExactly(order);
    }
    assertThat(KEY.with("a").stream().permutation(50))
        .isNotEqualTo(KEY.with("b").stream().permutation(50));
  }

  @Test
  void everyOrderOfThreeIsAboutEquallyLikely() {
    RandomStream stream = KEY.with("orders").stream();
    int[] seen = new int[27];
    for (int i = 0; i < 12_000; i++) {
      int[] order = stream.permutation(3);
      seen[9 * order[0] + 3 * order[1] + order[2]]++;
    }
    assertThat(Arrays.stream(seen).filter(count -> count > 0).boxed())
        .hasSize(6)
        .allSatisfy(count -> assertThat(count).isBetween(1800, 2200));
  }

  @Test
  void shufflingKeepsTheEntries() {
    int[] entries = {5, 5, 1, 9, -2, 1};
    int[] shuffled = entries.clone();
    KEY.stream().shuffle(shuffled);
    assertThat(shuffled).containsExactlyInAnyOrder(entries);
  }

  @Test
  void momentsOfTheDistributions() {
    RandomStream stream = KEY.with("moments").stream();
    int n = 50_000;
    double sum = 0;
    double squares = 0;
    double uniform = 0;
    int chances = 0;
    for (int i = 0; i < n; i++) {
      double normal = stream.normal();
      sum += normal;
      squares += normal * normal;
      double drawn = stream.uniform(-3, 5);
      assertThat(drawn).isGreaterThanOrEqualTo(-3).isLessThan(5);
      uniform += drawn;
      chances += stream.chance(0.25) ? 1 : 0;
    }
    assertThat(sum / n).isBetween(-0.03, 0.03);
    assertThat(squares / n).isBetween(0.96, 1.04);
    assertThat(uniform / n).isBetween(0.93, 1.07);
    assertThat((double) chances / n).isBetween(0.24, 0.26);
    assertThat(stream.chance(0)).isFalse();
    assertThat(stream.chance(1)).isTrue();
  }

  private static double[] draws(RandomStream stream) {
    return new double[] {stream.normal(), stream.uniform(), stream.below(1000), stream.bits()};
  }
}
