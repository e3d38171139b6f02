package org.fedmas.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tables.model.TensorType;
import org.fedmas.tensors.config.TermName;
import org.fedmas.tensors.loss.Loss;
import org.fedmas.tensors.network.layer.SeededInitialisation;
import org.junit.jupiter.api.Test;

/** Laws of every combination of terms. */
class LocalTermsLawsTest {

  @Test
  void proximalWithoutWeightIsFederatedAveraging() {
    for (String optimizer : List.of("adam", "adamw", "sgd")) {
      LocalRun.Trained averaging =
          train(Map.of("training.terms", "[]", "training.optimizer", optimizer));
      Map<String, String> keys = new LinkedHashMap<>();
      keys.put("training.terms", "[proximal]");
      keys.put("training.optimizer", optimizer);
      keys.put("proximal.weight", "0");
      LocalRun.Trained proximal = train(keys);
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
      LocalRun run = new LocalRun(keys);
      double distance = run.distance(run.train(null, 1, 6).model());
      assertThat(distance).as("μ = %s", weight).isLessThan(before);
      before = distance;
    }
  }

  @Test
  void withoutPreviousModelTheGlobalOneReplacesIt() {
    LocalRun run = new LocalRun(Map.of("training.terms", "[model-contrast]"));
    assertThat(run.train(null, 1, 2).model()).isEqualTo(run.train(run.start(), 1, 2).model());
    ModelState other = SeededInitialisation.of(run.layout(), RandomKey.of(77));
    assertThat(run.train(other, 2, 2).model()).isNotEqualTo(run.train(null, 2, 2).model());
  }

  @Test
  void theStatisticsOfTheComparedModelsMatter() {
    ModelState other;
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put("training.terms", "[model-contrast]");
    LocalRun train = new LocalRun(keys);
    other = SeededInitialisation.of(train.layout(), RandomKey.of(77));
    keys.put("model-contrast.statistics", "eval");
    assertThat(train.train(other, 2, 2).model())
        .isNotEqualTo(new LocalRun(keys).train(other, 2, 2).model());
  }

  /** Trains a client that lacks five classes under every combination. */
  @Test
  void everyCombinationGivesFiniteNumbers() {
    List<Loss> losses = Loss.choice().members();
    // scaffold adds nothing to the loss
    List<String> terms =
        TermName.choice().ids().stream().filter(term -> !term.equals("scaffold")).toList();
    for (int chosen = 0; chosen < 1 << terms.size(); chosen++) {
      List<String> names = new ArrayList<>();
      for (int i = 0; i < terms.size(); i++) {
        if ((chosen >> i & 1) == 1) {
          names.add(terms.get(i));
        }
      }
      Map<String, String> keys = new LinkedHashMap<>();
      keys.put("training.terms", "[" + String.join(", ", names) + "]");
      keys.put("training.loss", losses.get(chosen % losses.size()).id());
      if (names.contains("alignment")) {
        keys.put("alignment.class-weighted", "true");
      }
      LocalRun.Trained trained = train(keys);
      assertThat(trained.loss()).as("%s", keys).isFinite();
      assertFinite(trained.model());
      assertFinite(trained.optimizer());
      assertThat(Arrays.stream(trained.classDivergence()).allMatch(s -> s >= 0 && s <= 4)).isTrue();
      assertThat(Arrays.stream(trained.classDivergence()).anyMatch(s -> s > 0))
          .isEqualTo(names.contains("alignment"));
    }
  }

  @Test
  void classWeightsChangeTheObjectiveNotTheClassDivergence() {
    LocalRun plain = new LocalRun(Map.of("alignment.weight", "3"));
    LocalRun weighted =
        new LocalRun(Map.of("alignment.weight", "3", "alignment.class-weighted", "true"));
    // from round 80 of 100 on the weights differ between classes
    LocalRun.Trained one = plain.train(null, 90, 1);
    LocalRun.Trained other = weighted.train(null, 90, 1);
    assertThat(other.classDivergence()).containsExactly(one.classDivergence());
    assertThat(other.model()).isNotEqualTo(one.model());
    // before, present classes weigh 1
    assertThat(weighted.train(null, 1, 1).model()).isEqualTo(plain.train(null, 1, 1).model());
  }

  @Test
  void deferredWeightsStartAtFourFifthsOfTheRounds() {
    Map<String, String> keys = Map.of("training.terms", "[]", "training.loss", "ldam");
    LocalRun run = new LocalRun(keys);
    assertThat(run.train(null, 80, 2).model()).isEqualTo(run.train(null, 1, 2).model());
    assertThat(run.train(null, 81, 2).model()).isNotEqualTo(run.train(null, 80, 2).model());
  }

  private static LocalRun.Trained train(Map<String, String> keys) {
    return new LocalRun(keys).train(null, 1, 2);
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
}
