package org.fedmas.aggregation.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.fedmas.contract.ClassCounts;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.error.StageFailedException;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.contract.random.RandomStream;
import org.fedmas.testkit.Golden;
import org.junit.jupiter.api.Test;

class AggregationWeightsTest {

  private static final int ROUNDS = 10;

  private final RandomStream random = RandomKey.of(5).with("weights").stream();

  @Test
  void weightsLieOnTheSimplexAndNothingIsNaN() {
    for (int trial = 0; trial < 1000; trial++) {
      List<ClientReport> reports = RandomReports.of(random);
      for (AggregationRule rule : rules(reports.size())) {
        AggregationWeights result = rule.weights(lateRound(reports));
        double sum = 0;
        for (double weight : result.weights()) {
          assertThat(weight).isBetween(0.0, 1 + 1e-12);
          sum += weight;
        }
        assertThat(sum).isCloseTo(1, within(1e-12));
        assertThat(result.robustFactors())
            .hasSameSizeAs(reports)
            .allSatisfy(factor -> assertThat(factor.orElseThrow()).isBetween(0.0, 1 + 1e-12));
      }
    }
  }

  @Test
  void permutingTheClientsPermutesTheWeights() {
    for (int trial = 0; trial < 500; trial++) {
      List<ClientReport> reports = RandomReports.of(random);
      int[] order = random.permutation(reports.size());
      List<ClientReport> permuted = new ArrayList<>();
      for (int k : order) {
        permuted.add(reports.get(k));
      }
      for (AggregationRule rule : rules(reports.size())) {
        AggregationWeights one = rule.weights(lateRound(reports));
        AggregationWeights other = rule.weights(lateRound(permuted));
        for (int i = 0; i < order.length; i++) {
          assertThat(other.weights()[i]).isCloseTo(one.weights()[order[i]], within(1e-12));
          assertThat(other.robustFactors().get(i)).isEqualTo(one.robustFactors().get(order[i]));
        }
      }
    }
  }

  @Test
  void averageUsesTheConfiguredImageCount() {
    List<ClientReport> reports = List.of(plain(0, 300, 192), plain(1, 100, 64));
    assertThat(weights(new Average(), reports, ImageCount.IMAGES)).containsExactly(0.75, 0.25);
    assertThat(weights(new Average(), List.of(plain(0, 300, 0), plain(1, 100, 64)), full()))
        .containsExactly(0, 1);
    assertThat(ImageCount.IMAGES.id()).isEqualTo("images");
    assertThat(full().id()).isEqualTo("full-batches");
  }

  @Test
  void equalMeasurementsGiveThePublishedCentreWeights() {
    JsonNode train = Golden.json("flamby_isic_counts.json").get("train");
    List<ClientReport> reports = new ArrayList<>();
    for (int k = 0; k < train.size(); k++) {
      ClassCounts counts = new ClassCounts(Golden.integers(train.get(k)));
      double[] equal = new double[counts.classes()];
      for (int c = 0; c < equal.length; c++) {
        equal[c] = counts.count(c) > 0 ? 1.3 : 0;
      }
      int images = (int) counts.total();
      ClassMeasurements measured = new ClassMeasurements(equal, equal);
      assertThat(RobustFactor.plain(measured)).isCloseTo(1.0 / counts.present(), within(1e-12));
      reports.add(new ClientReport(new ClientId(k), images, images, measured));
    }
    for (AggregationRule rule : List.of(new Mas(false), new Mas(true))) {
      assertThat(rule.weights(lateRound(reports)).weights())
          .containsExactly(new double[] {0.12, 0.16, 0.12, 0.12, 0.32, 0.16}, within(0.005));
    }
    assertThat(new Average().weights(lateRound(reports)).weights())
        .containsExactly(new double[] {0.534, 0.170, 0.145, 0.097, 0.035, 0.019}, within(0.0005));
  }

  @Test
  void withoutRobustFactorsAverageIsUsedWithAWarning() {
    ClassMeasurements apart = new ClassMeasurements(new double[] {1, 0}, new double[] {0, 1});
    List<ClientReport> reports =
        List.of(
            new ClientReport(new ClientId(0), 30, 24, apart),
            new ClientReport(new ClientId(1), 10, 8, apart));
    for (AggregationRule rule : List.of(new Mas(false), new Mas(true), new MasDeferred(ROUNDS))) {
      AggregationWeights result = rule.weights(lateRound(reports));
      assertThat(result.weights()).containsExactly(0.75, 0.25);
      assertThat(result.warnings())
          .singleElement()
          .asString()
          .contains("round 10", rule.id(), "avg");
      assertThat(result.robustFactors()).containsOnly(OptionalDouble.of(0));
    }
  }

  @Test
  void warnsAboutAClientWithoutRobustFactor() {
    ClassMeasurements apart = new ClassMeasurements(new double[] {1, 0}, new double[] {0, 1});
    ClassMeasurements same = new ClassMeasurements(new double[] {1, 2}, new double[] {2, 1});
    List<ClientReport> reports =
        List.of(
            new ClientReport(new ClientId(0), 30, 24, same),
            new ClientReport(new ClientId(4), 3000, 2944, apart));
    for (AggregationRule rule : List.of(new Mas(false), new Mas(true), new MasDeferred(ROUNDS))) {
      AggregationWeights result = rule.weights(lateRound(reports));
      assertThat(result.weights()).containsExactly(1, 0);
      assertThat(result.warnings()).singleElement().asString().contains("clients [4]");
    }
  }

  @Test
  void deferredRoundsStartAfterFourFifths() {
    List<ClientReport> reports = RandomReports.of(RandomKey.of(6).with("deferred").stream());
    for (int rounds = 1; rounds <= 30; rounds++) {
      int start = (int) Math.floor(0.8 * rounds) + 1;
      double[] average = new Average().weights(lateRound(reports)).weights();
      for (int number = 1; number <= rounds; number++) {
        Participants participants = NumberModels.participants(number, reports, ImageCount.IMAGES);
        double[] deferred = new MasDeferred(rounds).weights(participants).weights();
        if (number < start) {
          assertThat(deferred).containsExactly(average);
        } else {
          assertThat(deferred).isNotEqualTo(average);
        }
      }
    }
  }

  @Test
  void deferredWeightsEqualTheFormulaByHand() {
    for (int trial = 0; trial < 300; trial++) {
      int clients = 2 + random.below(5);
      List<ClientReport> reports = new ArrayList<>();
      double[] inverse = new double[clients];
      double inverseSum = 0;
      for (int k = 0; k < clients; k++) {
        double[] prior = {random.uniform(0.1, 4), random.uniform(0.1, 4)};
        double[] training = {random.uniform(0.1, 4), random.uniform(0.1, 4)};
        ClassMeasurements measured = new ClassMeasurements(prior, training);
        reports.add(new ClientReport(new ClientId(k), 2 + random.below(900), 64, measured));
        inverse[k] = 1 / RobustFactor.plain(measured);
        inverseSum += inverse[k];
      }
      double[] products = new double[clients];
      double sum = 0;
      for (int k = 0; k < clients; k++) {
        double effective = (1 - 0.9999) / (1 - Math.pow(0.9999, inverse[k] / inverseSum));
        products[k] = reports.get(k).images() * effective;
        sum += products[k];
      }
      double[] ours = new MasDeferred(ROUNDS).weights(lateRound(reports)).weights();
      for (int k = 0; k < clients; k++) {
        assertThat(ours[k]).isCloseTo(products[k] / sum, within(1e-9));
      }
    }
  }

  @Test
  void averageRecordsReportedRobustFactors() {
    ClassMeasurements one = new ClassMeasurements(new double[] {1}, new double[] {1});
    AggregationWeights result =
        new Average()
            .weights(
                lateRound(List.of(plain(0, 5, 5), new ClientReport(new ClientId(1), 5, 5, one))));
    assertThat(result.robustFactors())
        .containsExactly(OptionalDouble.empty(), OptionalDouble.of(1));
  }

  @Test
  void missingMeasurementsNameTheClient() {
    for (AggregationRule rule : List.of(new Mas(false), new Mas(true), new MasDeferred(ROUNDS))) {
      assertThatThrownBy(() -> rule.weights(lateRound(List.of(plain(3, 10, 8)))))
          .isInstanceOf(StageFailedException.class)
          .hasMessageContaining("client 3")
          .hasMessageContaining(rule.id());
    }
  }

  private static List<AggregationRule> rules(int participants) {
    return TestRules.ids().stream()
        .map(name -> TestRules.named(name, ROUNDS))
        .filter(rule -> rule.fewestParticipants() <= participants)
        .toList();
  }

  private static Participants lateRound(List<ClientReport> reports) {
    return NumberModels.participants(ROUNDS, reports, ImageCount.IMAGES);
  }

  private static ImageCount full() {
    return ImageCount.FULL_BATCHES;
  }

  private static double[] weights(
      AggregationRule rule, List<ClientReport> reports, ImageCount count) {
    return rule.weights(NumberModels.participants(1, reports, count)).weights();
  }

  private static ClientReport plain(int client, int images, int imagesInBatches) {
    return new ClientReport(new ClientId(client), images, imagesInBatches, null);
  }
}
