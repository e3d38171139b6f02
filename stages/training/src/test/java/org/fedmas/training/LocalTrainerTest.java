package org.fedmas.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.fedmas.contract.ClassCounts;
import org.fedmas.contract.Round;
import org.fedmas.contract.error.StageFailedException;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tables.model.TensorType;
import org.fedmas.tensors.ComputeDevice;
import org.fedmas.tensors.Precision;
import org.fedmas.tensors.TensorEngine;
import org.fedmas.tensors.Transfer;
import org.fedmas.tensors.loss.BalancedSoftmax;
import org.fedmas.tensors.loss.CrossEntropy;
import org.fedmas.tensors.loss.Loss;
import org.fedmas.tensors.network.Network;
import org.fedmas.tensors.network.TrainingStep;
import org.fedmas.tensors.network.backbone.ResNet;
import org.fedmas.tensors.network.head.AuxiliaryHead;
import org.fedmas.tensors.network.head.Head;
import org.fedmas.tensors.network.head.Outputs;
import org.fedmas.tensors.network.head.PlainHead;
import org.fedmas.tensors.network.layer.ClassifierKind;
import org.fedmas.tensors.network.layer.Layout;
import org.fedmas.tensors.network.layer.SeededInitialisation;
import org.fedmas.tensors.optimizer.Adam;
import org.fedmas.tensors.optimizer.Optimizer;
import org.fedmas.tensors.optimizer.OptimizerState;
import org.fedmas.tensors.optimizer.Sgd;
import org.fedmas.training.term.LocalRound;
import org.junit.jupiter.api.Test;

class LocalTrainerTest {

  private static final int CLASSES = 8;
  private static final int WIDTH = 6;
  private static final AuxiliaryHead ALIGNED = new AuxiliaryHead(WIDTH);

  /** A client that lacks five classes. */
  private static final ClassCounts COUNTS = new ClassCounts(new int[] {3, 2, 0, 1, 0, 0, 0, 0});

  private static final List<RandomBatch> BATCHES =
      List.of(
          new RandomBatch(1, new int[] {0, 1, 3}, WIDTH),
          new RandomBatch(2, new int[] {1, 0, 0}, WIDTH));

  @Test
  void withoutWeightTheLossReplacesTheDivergence() {
    RandomBatch batch = BATCHES.get(0).withoutFeatures();
    for (Loss loss : List.of(new CrossEntropy(), new BalancedSoftmax())) {
      TrainingSettings settings = settings(Sgd.published(), loss, 0);
      double[][] expected = perSample(batch, loss);
      trained(
          ALIGNED,
          settings,
          List.of(batch),
          (trainer, network, state) -> {
            double total = mean(expected[0]) + mean(expected[1]);
            assertThat(trainer.meanLoss()).isCloseTo(total, within(1e-5));
            double[] means = trainer.classDivergence().means();
            for (int i = 0; i < batch.labels().length; i++) {
              assertThat(means[batch.labels()[i]]).isCloseTo(expected[0][i], within(1e-5));
            }
            assertThat(moved(network, "fc_free")).isTrue();
          });
    }
  }

  @Test
  void absentClassesGiveFiniteNumbers() {
    for (Loss loss : Loss.choice().members()) {
      ClassifierKind logits = loss.takesCosines() ? ClassifierKind.COSINES : ClassifierKind.LINEAR;
      for (double weight : loss.standsForDivergence() ? new double[] {0, 3} : new double[] {3}) {
        List<RandomBatch> batches =
            weight == 0 ? BATCHES.stream().map(RandomBatch::withoutFeatures).toList() : BATCHES;
        trained(
            new AuxiliaryHead(WIDTH, logits),
            settings(Adam.published(), loss, weight),
            batches,
            (trainer, network, state) -> {
              assertThat(trainer.meanLoss()).as(loss.id()).isFinite();
              double[] means = trainer.classDivergence().means();
              for (int c = 0; c < CLASSES; c++) {
                assertThat(means[c]).as(loss.id()).isFinite();
                assertThat(COUNTS.count(c) > 0 || means[c] == 0).isTrue();
              }
              assertFinite(network.save());
              assertFinite(state.save());
            });
      }
    }
  }

  @Test
  void theClassDivergenceCoversEverySample() {
    trained(
        ALIGNED,
        settings(Sgd.published(), new CrossEntropy(), 3),
        BATCHES,
        (trainer, network, state) -> {
          assertThat(trainer.classDivergence().seen()).isEqualTo(COUNTS);
          for (int c : new int[] {0, 1, 3}) {
            assertThat(trainer.classDivergence().means()[c]).isBetween(0.0, 4.0);
          }
        });
  }

  @Test
  void withoutAlignmentThereIsOneClassifier() {
    TrainingSettings settings =
        TestConfiguration.settings(
            "training.terms=[]",
            "training.loss=ce",
            "training.optimizer=sgd",
            "training.learning-rate=0.01");
    trained(
        new PlainHead(),
        settings,
        BATCHES,
        (trainer, network, state) -> {
          assertThat(trainer.meanLoss()).isPositive().isFinite();
          assertThat(trainer.classDivergence().means()).containsOnly(0);
          assertThat(state.steps()).isEqualTo(BATCHES.size());
        });
  }

  @Test
  void aLossThatIsNotFiniteFailsTheUnit() {
    TrainingSettings settings =
        TestConfiguration.settings(
            "training.terms=[proximal]",
            "proximal.weight=1e6",
            "training.loss=ce",
            "training.optimizer=sgd",
            "training.learning-rate=1000",
            "training.clip-norm=0");
    assertThatExceptionOfType(StageFailedException.class)
        .isThrownBy(
            () ->
                trained(
                    new PlainHead(),
                    settings,
                    Collections.nCopies(12, BATCHES.get(0)),
                    (trainer, network, state) -> {}))
        .withMessageContaining("training.learning-rate");
  }

  private static TrainingSettings settings(Optimizer optimizer, Loss loss, double weight) {
    return TestConfiguration.settings(
        "training.optimizer=" + optimizer.id(),
        "training.loss=" + loss.id(),
        "training.learning-rate=0.001",
        "alignment.weight=" + weight);
  }

  /** A look at the trainer before it is closed. */
  private interface Look {
    void at(LocalTrainer trainer, Network network, OptimizerState state);
  }

  private static void trained(
      Head head, TrainingSettings settings, List<RandomBatch> batches, Look look) {
    try (NDManager manager = TensorEngine.newManager(ComputeDevice.CPU);
        Network network = network(head, manager);
        OptimizerState state = OptimizerState.zero(settings.optimizer(), network, manager)) {
      try (LocalTrainer trainer = trainer(network, state, settings)) {
        batches.forEach(trainer::step);
        look.at(trainer, network, state);
      }
    }
  }

  private static LocalTrainer trainer(
      Network network, OptimizerState state, TrainingSettings settings) {
    LocalRound round =
        settings.begin(network, network.save(), null, COUNTS, new Round(1), RandomKey.of(1));
    // a loss that all clients measure before a round needs measurements, here of no images
    Loss loss = round.loss().measured(new double[CLASSES], new long[CLASSES]);
    return new LocalTrainer(round.with(loss), state, settings);
  }

  /** Returns the losses of both classifiers before the first step. */
  private static double[][] perSample(RandomBatch batch, Loss loss) {
    long[] counts = IntStream.range(0, CLASSES).mapToLong(COUNTS::count).toArray();
    try (NDManager manager = TensorEngine.newManager(ComputeDevice.CPU);
        Network network = network(ALIGNED, manager);
        TrainingStep step = TrainingStep.begin(network)) {
      Outputs outputs = step.forward(batch.images(step.manager()));
      var labels = Transfer.labels(step.manager(), batch.labels());
      return new double[][] {
        Transfer.doubles(loss.perSample(outputs.logits(), labels, counts)),
        Transfer.doubles(loss.perSample(outputs.requireFreeLogits(), labels, counts))
      };
    }
  }

  private static Network network(Head head, NDManager manager) {
    return Network.of(ResNet.RESNET8, head, CLASSES, start(head), manager, Precision.FLOAT32);
  }

  private static ModelState start(Head head) {
    Layout layout = head.layout(ResNet.RESNET8, CLASSES);
    return SeededInitialisation.of(layout, RandomKey.of(5));
  }

  private static boolean moved(Network network, String layer) {
    StoredTensor then = start(ALIGNED).tensor(layer + ".weight");
    return !network.save().tensor(layer + ".weight").equals(then);
  }

  private static void assertFinite(ModelState state) {
    state
        .tensors()
        .forEach(
            (name, tensor) -> {
              if (tensor.type() == TensorType.F32) {
                for (float value : tensor.floats()) {
                  assertThat(Float.isFinite(value)).as(name).isTrue();
                }
              }
            });
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }
}
