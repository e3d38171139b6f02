package org.fedmas.partition.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.contract.random.RandomStream;
import org.fedmas.partition.split.LabelledImage;
import org.junit.jupiter.api.Test;

class ClientsTest {

  private static final int CASES = 30;

  @Test
  void everyImageGetsOneClientAndKeepsOtherFields() {
    for (int seed = 0; seed < CASES; seed++) {
      List<LabelledImage> images = images(seed, true);
      for (Clients rule : rules(7, seed)) {
        List<LabelledImage> dealt = rule.assign(images);
        assertThat(dealt).allMatch(image -> image.client() >= 0 && image.client() < 7);
        assertThat(dealt.stream().map(image -> image.heldBy(0)).toList())
            .containsExactlyInAnyOrderElementsOf(
                images.stream().map(image -> image.heldBy(0)).toList());
      }
    }
  }

  @Test
  void namesHaveTheSameDigitsInEveryLocale() {
    Locale own = Locale.getDefault();
    try {
      for (String locale :
          List.of("ar-EG", "fa-IR", "my-MM", "tr-TR", "de-DE", "th-TH-u-nu-thai")) {
        Locale.setDefault(Locale.forLanguageTag(locale));
        assertThat(new Iid(11, 0).names(List.of())).contains("client-00", "client-10");
      }
    } finally {
      Locale.setDefault(own);
    }
  }

  @Test
  void lesionsStayWithOneClient() {
    for (int seed = 0; seed < CASES; seed++) {
      for (Clients rule : rules(5, seed)) {
        Map<String, Integer> holders = new HashMap<>();
        for (LabelledImage image : rule.assign(images(seed, true))) {
          String lesion = Objects.requireNonNull(image.group());
          assertThat(holders.computeIfAbsent(lesion, l -> image.client()))
              .isEqualTo(image.client());
        }
      }
    }
  }

  @Test
  void resultIgnoresOrderAndNaturalClients() {
    for (int seed = 0; seed < CASES; seed++) {
      List<LabelledImage> images = images(seed, true);
      List<LabelledImage> others = new ArrayList<>(images.stream().map(i -> i.heldBy(3)).toList());
      Collections.reverse(others);
      for (Clients rule : rules(6, seed)) {
        assertThat(rule.assign(others)).isEqualTo(rule.assign(images));
      }
    }
  }

  @Test
  void anotherSeedGivesAnotherAssignment() {
    List<LabelledImage> images = images(0, true);
    for (int i = 0; i < 3; i++) {
      assertThat(rules(6, 0).get(i).assign(images)).isNotEqualTo(rules(6, 1).get(i).assign(images));
    }
  }

  @Test
  void iidClientsDifferByAtMostOneImagePerClass() {
    for (int seed = 0; seed < CASES; seed++) {
      for (int clients : new int[] {1, 4, 9, 100}) {
        int[][] counts = counts(new Iid(clients, seed).assign(images(seed, false)), clients);
        assertThat(spread(Arrays.stream(counts).mapToInt(ClientsTest::sum).toArray()))
            .isLessThanOrEqualTo(1);
        for (int label = 0; label < 4; label++) {
          int c = label;
          assertThat(spread(Arrays.stream(counts).mapToInt(row -> row[c]).toArray()))
              .isLessThanOrEqualTo(1);
        }
      }
    }
  }

  @Test
  void quantityGivesEveryClientTheSameClassShares() {
    for (int seed = 0; seed < CASES; seed++) {
      int[][] counts = counts(new Quantity(1, 5, 0, seed).assign(images(seed, false)), 5);
      int[] classes = new int[4];
      for (int[] row : counts) {
        Arrays.setAll(classes, c -> classes[c] + row[c]);
      }
      for (int[] row : counts) {
        for (int c = 0; c < 4; c++) {
          double expected = (double) sum(row) * classes[c] / sum(classes);
          assertThat((double) row[c]).isBetween(expected - 5, expected + 5);
        }
      }
    }
  }

  @Test
  void alphaControlsTheSpreadOfAClass() {
    List<LabelledImage> images = images(4, false);
    int[][] even = counts(new Dirichlet(1e6, 4, 0, 0).assign(images), 4);
    int[][] uneven = counts(new Dirichlet(1e-3, 4, 0, 0).assign(images), 4);
    for (int label = 0; label < 4; label++) {
      int c = label;
      int[] ofClass = Arrays.stream(even).mapToInt(row -> row[c]).toArray();
      assertThat(spread(ofClass)).isLessThanOrEqualTo(2);
      assertThat(Arrays.stream(uneven).filter(row -> row[c] > 0).count()).isEqualTo(1);
    }
  }

  @Test
  void dirichletSharesHaveTheExpectedMeanAndVariance() {
    int clients = 5;
    for (double alpha : new double[] {0.1, 0.5, 3}) {
      RandomStream random = RandomKey.of(11).stream();
      int draws = 20_000;
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < draws; i++) {
        double[] shares = Shares.dirichlet(alpha, clients, random);
        assertThat(Arrays.stream(shares).sum()).isBetween(1 - 1e-12, 1 + 1e-12);
        sum += shares[2];
        squares += shares[2] * shares[2];
      }
      double mean = sum / draws;
      double variance = squares / draws - mean * mean;
      // Dirichlet: mean 1/K, variance (K − 1) / (K² (Kα + 1))
      double expected = (clients - 1.0) / ((double) clients * clients * (clients * alpha + 1));
      assertThat(mean).isBetween(0.2 - 0.01, 0.2 + 0.01);
      assertThat(variance).isBetween(expected * 0.95, expected * 1.05);
    }
  }

  @Test
  void gammaVariatesHaveTheExpectedMeanAndVariance() {
    for (double shape : new double[] {0.3, 1, 2.5, 40}) {
      RandomStream random = RandomKey.of(5).stream();
      int draws = 40_000;
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < draws; i++) {
        double value = StrictMath.exp(GammaVariate.logarithm(shape, random));
        sum += value;
        squares += value * value;
      }
      double mean = sum / draws;
      assertThat(mean).isBetween(shape * 0.97, shape * 1.03);
      assertThat(squares / draws - mean * mean).isBetween(shape * 0.94, shape * 1.06);
    }
  }

  @Test
  void tinyShapesNeverGiveNan() {
    for (int seed = 0; seed < CASES; seed++) {
      double[] shares = Shares.dirichlet(1e-3, 10_000, RandomKey.of(seed).stream());
      assertThat(Arrays.stream(shares).sum()).isBetween(1 - 1e-9, 1 + 1e-9);
    }
  }

  @Test
  void namesSortLikeNumbers() {
    List<String> names = new Iid(101, 0).names(List.of("ignored"));
    assertThat(names).hasSize(101).isSorted().startsWith("client-000").endsWith("client-100");
    assertThat(new Natural().names(List.of("A", "B"))).containsExactly("A", "B");
  }

  private static List<Clients> rules(int clients, int seed) {
    return List.of(
        new Dirichlet(0.4, clients, 0, seed),
        new Iid(clients, seed),
        new Quantity(0.8, clients, 0, seed));
  }

  private static List<LabelledImage> images(int seed, boolean lesions) {
    RandomStream random = RandomKey.of(seed).with("clients").stream();
    List<LabelledImage> images = new ArrayList<>();
    for (int label = 0; label < 4; label++) {
      int count = 20 + random.below(80);
      for (int i = 0; i < count; i++) {
        String lesion = lesions ? "L" + label + "-" + random.below(count) : null;
        String id = "I" + random.below(1_000_000) + "-" + images.size();
        images.add(new LabelledImage(id, random.below(3), label, lesion, null));
      }
    }
    return images;
  }

  private static int[][] counts(List<LabelledImage> images, int clients) {
    int[][] counts = new int[clients][4];
    images.forEach(image -> counts[image.client()][image.label()]++);
    return counts;
  }

  private static int sum(int... values) {
    return Arrays.stream(values).sum();
  }

  private static int spread(int... values) {
    return Arrays.stream(values).max().orElseThrow() - Arrays.stream(values).min().orElseThrow();
  }
}
