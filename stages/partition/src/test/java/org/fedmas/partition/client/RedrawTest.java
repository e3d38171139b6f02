package org.fedmas.partition.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.partition.split.LabelledImage;
import org.junit.jupiter.api.Test;

/** 400 images of four classes for ten clients. */
class RedrawTest {

  private static final int CLIENTS = 10;
  private static final int CASES = 20;

  @Test
  void everyClientGetsTheMinimum() {
    for (int seed = 0; seed < CASES; seed++) {
      assertThat(fewest(new Dirichlet(0.3, CLIENTS, 12, seed))).isGreaterThanOrEqualTo(12);
      assertThat(fewest(new Quantity(0.9, CLIENTS, 6, seed))).isGreaterThanOrEqualTo(6);
    }
  }

  @Test
  void clientsMayBeNearlyEmptyWithoutAMinimum() {
    assertThat(fewest(new Dirichlet(0.05, CLIENTS, 0, 0))).isZero();
  }

  @Test
  void aDrawThatReachesTheMinimumIsKept() {
    keepsTheFirstDraw(minimum -> new Dirichlet(5, CLIENTS, minimum, 3));
    keepsTheFirstDraw(minimum -> new Quantity(5, CLIENTS, minimum, 3));
  }

  private static void keepsTheFirstDraw(IntFunction<Clients> rule) {
    int least = fewest(rule.apply(0));
    assertThat(least).isPositive();
    assertThat(rule.apply(least).assign(images())).isEqualTo(rule.apply(0).assign(images()));
    assertThat(rule.apply(least + 1).assign(images())).isNotEqualTo(rule.apply(0).assign(images()));
  }

  @Test
  void aRedrawIsDeterministic() {
    Clients rule = new Dirichlet(0.3, CLIENTS, 12, 5);
    assertThat(rule.assign(images())).isEqualTo(rule.assign(images()));
  }

  @Test
  void refusesMoreThanTheDataSetHas() {
    assertThatThrownBy(() -> new Dirichlet(1, CLIENTS, 41, 0).assign(images()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("partition.minimum: found 41 for 10 clients, expected at most 40");
  }

  @Test
  void endsAfterAStatedNumberOfDraws() {
    assertThatThrownBy(() -> new Dirichlet(0.01, CLIENTS, 40, 0).assign(images()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("partition.minimum: found 40, expected at most ")
        .hasMessageContaining("in 1000 draws of partition.kind: dirichlet");
  }

  private static int fewest(Clients rule) {
    int[] counts = new int[CLIENTS];
    rule.assign(images()).forEach(image -> counts[image.client()]++);
    return Arrays.stream(counts).min().orElseThrow();
  }

  private static List<LabelledImage> images() {
    List<LabelledImage> images = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      images.add(new LabelledImage("image%03d".formatted(i), 0, i % 4, null, null));
    }
    return images;
  }
}
