package org.fedmas.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.fedmas.contract.ClassCounts;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tensors.loss.Loss;
import org.junit.jupiter.api.Test;

/** Differences between local training at its defaults and the published code. */
class DeparturesTest {

  /** Differs from the published code, which drops an incomplete last batch. */
  @Test
  void aPartialBatchIsTrainedOn() {
    TrainingSettings settings = TestConfiguration.settings();
    assertThat(settings.dropLast()).isFalse();
    BatchPlan plan = new BatchPlan(settings.batchSize(), settings.dropLast());
    assertThat(plan.batches(new int[3])).hasSize(1);
    assertThat(plan.batches(new int[64 + 3])).hasSize(2);
  }

  /** Differs from the published code, which sums over the epochs; at rate 0 epochs are equal. */
  @Test
  void theClassDivergenceIsAMeanOverTheEpochs() {
    LocalRun run = new LocalRun(Map.of("training.learning-rate", "0"));
    double[] once = run.train(null, 1, 2).classDivergence();
    double[] thrice = run.train(null, 1, 6).classDivergence();
    for (int c = 0; c < once.length; c++) {
      assertThat(thrice[c]).isCloseTo(once[c], within(1e-5));
    }
    assertThat(once[0]).isPositive();
  }

  /** Differs from the published code, in which the normalised classifiers are never trained. */
  @Test
  void theMarginLossTrainsBothClassifiers() {
    LocalRun run = new LocalRun(Map.of("training.loss", "ldam"));
    ModelState after = run.train(null, 1, 1).model();
    for (String name : List.of("fc.weight", "fc_free.weight")) {
      assertThat(after.tensor(name)).as(name).isNotEqualTo(run.start().tensor(name));
    }
  }

  /** Differs from the published code, which crashes. */
  @Test
  void divergencesCanBeWeightedByClass() {
    LocalRun run = new LocalRun(Map.of("alignment.class-weighted", "true"));
    assertThat(run.train(null, 100, 2).loss()).isFinite();
  }

  /** Differs from the published code, which draws that head again. */
  @Test
  void aHeadOutOfSyncKeepsTheClientsValues() {
    LocalRun run = new LocalRun(Map.of("alignment.heads", "global", "training.learning-rate", "0"));
    ModelState own =
        new LocalRun(Map.of("training.learning-rate", "0.01")).train(null, 1, 2).model();
    ModelState after = run.train(own, 2, 1).model();
    assertThat(after.tensor("fc_free.weight")).isEqualTo(own.tensor("fc_free.weight"));
    assertThat(after.tensor("p_free.3.bias")).isEqualTo(own.tensor("p_free.3.bias"));
    assertThat(after.tensor("fc.weight")).isEqualTo(run.start().tensor("fc.weight"));
    assertThat(after.tensor("conv1.weight")).isEqualTo(run.start().tensor("conv1.weight"));
  }

  /** Differs from the published code, which crashes. */
  @Test
  void modelContrastWorksWithTheSmallestBackbone() {
    LocalRun run = new LocalRun(Map.of("training.terms", "[model-contrast]"));
    assertThat(run.train(null, 1, 2).loss()).isFinite();
  }

  @Test
  void aClientOfOneClassTrains() {
    ClassCounts one = new ClassCounts(new int[] {0, 0, 0, 0, 5, 0, 0, 0});
    for (Loss loss : Loss.choice().members()) {
      LocalRun.Trained trained =
          new LocalRun(Map.of("training.loss", loss.id()))
              .train(null, 1, one, List.of(LocalRun.batch(3, 4, 4), LocalRun.batch(4, 4, 4, 4)));
      assertThat(trained.loss()).as(loss.id()).isFinite();
      assertThat(trained.classDivergence()[4]).isPositive();
      assertThat(trained.classDivergence()[0]).isZero();
    }
  }
}
