package org.fedmas.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fedmas.contract.ClassCounts;
import org.fedmas.contract.Round;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tables.model.TensorType;
import org.fedmas.tensors.ComputeDevice;
import org.fedmas.tensors.TensorEngine;
import org.fedmas.tensors.config.ModelSettings;
import org.fedmas.tensors.loss.Loss;
import org.fedmas.tensors.network.Layout;
import org.fedmas.tensors.network.Network;
import org.fedmas.tensors.network.SeededInitialisation;
import org.fedmas.tensors.optimizer.OptimizerState;
import org.junit.jupiter.api.Test;

/** What holds for every combination of terms. */
class LocalTermsLawsTest {

  private static final int CLASSES = 8;
  private static final int WIDTH = 512;
  private static final ClassCounts COUNTS = new ClassCounts(new int[] {3, 2, 0, 1, 0, 0, 0, 0});
  private static final List<RandomBatch> BATCHES =
      List.of(
          new RandomBatch(1, new int[] {0, 1, 3}, WIDTH),
          new RandomBatch(2, new int[] {1, 0, 0}, WIDTH));

  /** What a client's round leaves behind. */
  private record Trained(ModelState model, ModelState optimizer, double loss, double[] compared) {}

  @Test
  void withoutWeightTheProximalTermIsFederatedAveragingBitForBit() {
    for (String optimizer : List.of("adam", "adamw", "sgd")) {
      Trained averaging = train(Map.of("training.terms", "[]", "training.optimizer", optimizer));
      Map<String, String> keys = new LinkedHashMap<>();
      keys.put("training.terms", "[proximal]");
      keys.put("training.optimizer", optimizer);
      keys.put("proximal.weight", "0");
      Trained proximal = train(keys);
      assertThat(proximal.model()).isEqualTo(averaging.model());
      assertThat(proximal.optimizer()).isEqualTo(averaging.optimizer());
      assertThat(proximal.loss()).isEqualTo(averaging.loss());
      keys.put("proximal.weight", "5");
      assertThat(train(keys).model()).isNotEqualTo(averaging.model());
    }
  }

  @Test
  void theProximalTermHoldsTheModelBack() {
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put("training.terms", "[proximal]");
    keys.put("training.optimizer", "sgd");
    keys.put("training.learning-rate", "0.01");
    double before = Double.POSITIVE_INFINITY;
    for (String weight : List.of("0", "10", "40")) {
      keys.put("proximal.weight", weight);
      Run run = new Run(keys);
      double distance = run.distance(run.train(null, 1, 6).model());
      assertThat(distance).as("μ = %s", weight).isLessThan(before);
      before = distance;
    }
  }

  @Test
  void inAClientsFirstRoundTheGlobalModelStandsForThePreviousOne() {
    Run run = new Run(Map.of("training.terms", "[model-contrast]"));
    assertThat(run.train(null, 1, 2).model()).isEqualTo(run.train(run.start, 1, 2).model());
    ModelState other = SeededInitialisation.of(run.layout, RandomKey.of(77));
    assertThat(run.train(other, 2, 2).model()).isNotEqualTo(run.train(null, 2, 2).model());
  }

  @Test
  void theStatisticsOfTheComparedModelsMatter() {
    ModelState other;
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put("training.terms", "[model-contrast]");
    Run train = new Run(keys);
    other = SeededInitialisation.of(train.layout, RandomKey.of(77));
    keys.put("model-contrast.statistics", "eval");
    assertThat(train.train(other, 2, 2).model())
        .isNotEqualTo(new Run(keys).train(other, 2, 2).model());
  }

  /** The client lacks five classes; nothing may become NaN, whatever is combined. */
  @Test
  void everyCombinationOfTermsWithEveryLossGivesFiniteNumbers() {
    List<Loss> losses = Loss.all();
    List<String> terms = ModelSettings.TERMS;
    for (int chosen = 0; chosen < 1 << terms.size(); chosen++) {
      List<String> names = new ArrayList<>();
      for (int i = 0; i < terms.size(); i++) {
        if ((chosen >> i & 1) == 1) {
          names.add(terms.get(i));
        }
      }
      Map<String, String> keys = new LinkedHashMap<>();
      keys.put("training.terms", "[" + String.join(", ", names) + "]");
      keys.put("training.loss", losses.get(chosen).name());
      if (names.contains("alignment")) {
        keys.put("alignment.class-weighted", "true");
      }
      Trained trained = train(keys);
      assertThat(trained.loss()).as("%s", keys).isFinite();
      assertFinite(trained.model());
      assertFinite(trained.optimizer());
      assertThat(Arrays.stream(trained.compared()).allMatch(s -> s >= 0 && s <= 4)).isTrue();
      assertThat(Arrays.stream(trained.compared()).anyMatch(s -> s > 0))
          .isEqualTo(names.contains("alignment"));
    }
  }

  @Test
  void classWeightsChangeTheObjectiveButNotWhatIsReportedOfTheFirstStep() {
    Run plain = new Run(Map.of("alignment.weight", "3"));
    Run weighted = new Run(Map.of("alignment.weight", "3", "alignment.class-weighted", "true"));
    // from round 80 of 100 on the weights differ between classes
    Trained one = plain.train(null, 90, 1);
    Trained other = weighted.train(null, 90, 1);
    assertThat(other.compared()).containsExactly(one.compared());
    assertThat(other.model()).isNotEqualTo(one.model());
    // before, present classes weigh 1
    assertThat(weighted.train(null, 1, 1).model()).isEqualTo(plain.train(null, 1, 1).model());
  }

  @Test
  void deferredWeightsOfTheMarginLossSetInAtFourFifths() {
    Map<String, String> keys = Map.of("training.terms", "[]", "training.loss", "ldam");
    Run run = new Run(keys);
    assertThat(run.train(null, 80, 2).model()).isEqualTo(run.train(null, 1, 2).model());
    assertThat(run.train(null, 81, 2).model()).isNotEqualTo(run.train(null, 80, 2).model());
  }

  private static Trained train(Map<String, String> keys) {
    return new Run(keys).train(null, 1, 2);
  }

  private static void assertFinite(ModelState state) {
    state
        .tensors()
        .forEach(
            (name, tensor) -> {
              if (tensor.type() == TensorType.F32) {
                assertThat(finite(tensor)).as(name).isTrue();
              }
            });
  }

  private static boolean finite(StoredTensor tensor) {
    for (float value : tensor.floats()) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  /** A client's round under some keys, from one start, over the same batches. */
  private static final class Run {

    private final TrainingSettings settings;
    private final ModelSettings model;
    private final Layout layout;
    private final ModelState start;

    Run(Map<String, String> keys) {
      Map<String, String> all = new LinkedHashMap<>(keys);
      all.put("model.backbone", "resnet8");
      all.put("auxiliary.network", "imagenet-resnet18");
      ConfigReader reader = TestConfiguration.reader(all);
      this.settings = TrainingSettings.read(reader);
      this.model = ModelSettings.read(reader);
      this.layout = Layout.of(model.backbone(), model.head(), CLASSES);
      this.start = SeededInitialisation.of(layout, RandomKey.of(5));
    }

    Trained train(ModelState previous, int round, int steps) {
      try (NDManager manager = TensorEngine.newManager(ComputeDevice.CPU);
          Network network = Network.of(model.backbone(), model.head(), CLASSES, start, manager);
          OptimizerState state = OptimizerState.zero(settings.optimizer(), network, manager);
          LocalTrainer trainer =
              new LocalTrainer(
                  settings.begin(network, start, previous, COUNTS, new Round(round)),
                  state,
                  settings)) {
        for (int i = 0; i < steps; i++) {
          trainer.step(BATCHES.get(i % BATCHES.size()));
        }
        return new Trained(
            network.save(), state.save(), trainer.meanLoss(), trainer.compared().means());
      }
    }

    double distance(ModelState state) {
      double sum = 0;
      for (var entry : layout.parameters()) {
        float[] now = state.tensor(entry.name()).floats();
        float[] then = start.tensor(entry.name()).floats();
        for (int i = 0; i < now.length; i++) {
          sum += ((double) now[i] - then[i]) * ((double) now[i] - then[i]);
        }
      }
      return Math.sqrt(sum);
    }
  }
}
