package org.fedmas.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.fedmas.contract.ClassCounts;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tensors.loss.Loss;
import org.junit.jupiter.api.Test;

/** Where local training, left at its defaults, does not do what the published code does. */
class DeparturesTest {

  /** Published: an incomplete last batch is dropped. */
  @Test
  void aPartialBatchIsTrainedOn() {
    TrainingSettings settings = TestConfiguration.settings();
    assertThat(settings.dropLast()).isFalse();
    BatchPlan plan = new BatchPlan(settings.batchSize(), settings.dropLast());
    assertThat(plan.batches(new int[3])).hasSize(1);
    assertThat(plan.batches(new int[64 + 3])).hasSize(2);
  }

  /**
   * Published: the sum over the epochs. At learning rate 0 every epoch has the same divergences.
   */
  @Test
  void theDivergenceOfAClassIsItsMeanOverTheEpochs() {
    LocalRun run = new LocalRun(Map.of("training.learning-rate", "0"));
    double[] once = run.train(null, 1, 2).compared();
    double[] thrice = run.train(null, 1, 6).compared();
    for (int c = 0; c < once.length; c++) {
      assertThat(thrice[c]).isCloseTo(once[c], within(1e-5));
    }
    assertThat(once[0]).isPositive();
  }

  /** Published: with the auxiliary head the normalised classifiers stay as they were drawn. */
  @Test
  void theMarginLossTrainsBothClassifiers() {
    LocalRun run = new LocalRun(Map.of("training.loss", "ldam"));
    ModelState after = run.train(null, 1, 1).model();
    for (String name : List.of("fc.weight", "fc_free.weight")) {
      assertThat(after.tensor(name)).as(name).isNotEqualTo(run.start().tensor(name));
    }
  }

  /** Published: a crash. */
  @Test
  void divergencesCanBeWeightedByClass() {
    LocalRun run = new LocalRun(Map.of("alignment.class-weighted", "true"));
    assertThat(run.train(null, 100, 2).loss()).isFinite();
  }

  /** Published: the head that does not follow is drawn anew. */
  @Test
  void aHeadThatDoesNotFollowIsTheClientsOwn() {
    LocalRun run = new LocalRun(Map.of("alignment.heads", "global", "training.learning-rate", "0"));
    ModelState own =
        new LocalRun(Map.of("training.learning-rate", "0.01")).train(null, 1, 2).model();
    ModelState after = run.train(own, 2, 1).model();
    assertThat(after.tensor("fc_free.weight")).isEqualTo(own.tensor("fc_free.weight"));
    assertThat(after.tensor("p_free.3.bias")).isEqualTo(own.tensor("p_free.3.bias"));
    assertThat(after.tensor("fc.weight")).isEqualTo(run.start().tensor("fc.weight"));
    assertThat(after.tensor("conv1.weight")).isEqualTo(run.start().tensor("conv1.weight"));
  }

  /** Published: a crash. */
  @Test
  void modelContrastWorksWithTheSmallestBackbone() {
    LocalRun run = new LocalRun(Map.of("training.terms", "[model-contrast]"));
    assertThat(run.train(null, 1, 2).loss()).isFinite();
  }

  @Test
  void aClientOfOneClassTrains() {
    ClassCounts one = new ClassCounts(new int[] {0, 0, 0, 0, 5, 0, 0, 0});
    for (Loss loss : Loss.all()) {
      LocalRun.Trained trained =
          new LocalRun(Map.of("training.loss", loss.name()))
              .train(null, 1, one, List.of(LocalRun.batch(3, 4, 4), LocalRun.batch(4, 4, 4, 4)));
      assertThat(trained.loss()).as(loss.name()).isFinite();
      assertThat(trained.compared()[4]).isPositive();
      assertThat(trained.compared()[0]).isZero();
    }
  }
}
