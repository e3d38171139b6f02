package org.fedmas.training.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.contract.random.RandomStream;
import org.junit.jupiter.api.Test;

class SamplerTest {

  private static final RandomKey KEY = RandomKey.of(3).with("sampler test");

  /** Labels of the uneven classes 0, 2 and 5. */
  private static final int[] UNEVEN = labels(0, 60, 2, 9, 5, 3);

  @Test
  void everySamplerDrawsAsManyImagesAsTheClientHas() {
    for (Sampler sampler : Sampler.choice().members()) {
      for (int n = 0; n < 30; n++) {
        int[] labels = random(n);
        int[] order = sampler.order(labels, KEY.with(n));
        assertThat(order).as(sampler.id()).hasSize(n);
        assertThat(Arrays.stream(order).allMatch(place -> place >= 0 && place < labels.length))
            .isTrue();
        assertThat(sampler.order(labels, KEY.with(n))).containsExactly(order);
      }
      assertThat(sampler.order(UNEVEN, KEY.with(1)))
          .isNotEqualTo(sampler.order(UNEVEN, KEY.with(2)));
    }
  }

  @Test
  void shuffledTakesEveryImageOnce() {
    int[] order = Sampler.SHUFFLED.order(UNEVEN, KEY);
    assertThat(Arrays.stream(order).distinct().count()).isEqualTo(UNEVEN.length);
  }

  @Test
  void classBalancedDrawsEveryClassAndEachOfItsImagesAlike() {
    int epochs = 400;
    Map<Integer, Integer> perImage = new HashMap<>();
    for (int epoch = 0; epoch < epochs; epoch++) {
      for (int place : Sampler.CLASS_BALANCED.order(UNEVEN, KEY.with(epoch))) {
        perImage.merge(place, 1, Integer::sum);
      }
    }
    double draws = (double) epochs * UNEVEN.length;
    Map<Integer, Integer> sizes = sizes(UNEVEN);
    for (int place = 0; place < UNEVEN.length; place++) {
      double expected = draws / 3 / sizes.get(UNEVEN[place]);
      // six standard deviations of the number of times that an image is drawn
      assertThat((double) perImage.getOrDefault(place, 0))
          .isCloseTo(expected, within(6 * Math.sqrt(expected)));
    }
  }

  @Test
  void classAwareTakesTheClassesInTurns() {
    int[] order = Sampler.CLASS_AWARE.order(UNEVEN, KEY);
    Set<List<Integer>> orders = new LinkedHashSet<>();
    for (int from = 0; from + 3 <= order.length; from += 3) {
      List<Integer> turn =
          Arrays.stream(order, from, from + 3).map(place -> UNEVEN[place]).boxed().toList();
      assertThat(turn).containsExactlyInAnyOrder(0, 2, 5);
      orders.add(turn);
    }
    assertThat(orders.size()).isGreaterThan(1);
  }

  @Test
  void classAwareTakesTheImagesOfAClassInTurns() {
    int[] order = Sampler.CLASS_AWARE.order(UNEVEN, KEY);
    for (int label : new int[] {0, 2, 5}) {
      int[] taken = Arrays.stream(order).filter(place -> UNEVEN[place] == label).toArray();
      int size = sizes(UNEVEN).get(label);
      for (int from = 0; from + size <= taken.length; from += size) {
        assertThat(Arrays.stream(taken, from, from + size).distinct().count()).isEqualTo(size);
      }
    }
  }

  @Test
  void aSingleClassIsDrawn() {
    int[] labels = labels(4, 7);
    for (Sampler sampler : Sampler.choice().members()) {
      assertThat(sampler.order(labels, KEY)).as(sampler.id()).hasSize(7);
    }
  }

  private static int[] random(int n) {
    RandomStream stream = KEY.with("labels").with(n).stream();
    int[] labels = new int[n];
    for (int i = 0; i < n; i++) {
      labels[i] = stream.below(8);
    }
    return labels;
  }

  private static int[] labels(int... labelsAndSizes) {
    int[] labels = new int[0];
    for (int i = 0; i < labelsAndSizes.length; i += 2) {
      int from = labels.length;
      labels = Arrays.copyOf(labels, from + labelsAndSizes[i + 1]);
      Arrays.fill(labels, from, labels.length, labelsAndSizes[i]);
    }
    return labels;
  }

  private static Map<Integer, Integer> sizes(int[] labels) {
    Map<Integer, Integer> sizes = new HashMap<>();
    for (int label : labels) {
      sizes.merge(label, 1, Integer::sum);
    }
    return sizes;
  }
}
