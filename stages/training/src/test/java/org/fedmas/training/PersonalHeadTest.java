package org.fedmas.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fedmas.tables.model.ClientEntries;
import org.fedmas.tables.model.ModelState;
import org.junit.jupiter.api.Test;

class PersonalHeadTest {

  private static final String CLIP = "training.clip-norm";

  @Test
  void theGenericModelIsFederatedAveragingBitForBit() {
    for (String optimizer : List.of("adam", "adamw", "sgd")) {
      LocalRun.Trained averaging = run("standard", optimizer, "5").train(null, 1, 2);
      LocalRun.Trained generic = run("generic-personal", optimizer, "5").train(null, 1, 2);
      assertThat(generic.model()).isEqualTo(averaging.model());
      assertThat(generic.optimizer()).isEqualTo(averaging.optimizer());
      assertThat(generic.loss()).isEqualTo(averaging.loss());
    }
  }

  @Test
  void theHeadStartsAsTheClassifierOfTheStartModel() {
    LocalRun run = run("generic-personal", "adam", "5");
    ModelState head = head(run.train(null, 1, 0));
    assertThat(head.names()).containsExactly("fc.weight", "fc.bias");
    for (String name : head.names()) {
      assertThat(head.tensor(name)).isEqualTo(run.start().tensor(name));
    }
  }

  @Test
  void theHeadMovesOnItsOwn() {
    LocalRun.Trained trained = run("generic-personal", "adam", "5").train(null, 1, 3);
    ModelState head = head(trained);
    assertThat(head.tensor("fc.weight")).isNotEqualTo(trained.model().tensor("fc.weight"));
    assertThat(trained.client().of(PersonalHead.OPTIMIZER).tensor("step").longs())
        .containsExactly(3);
  }

  @Test
  void theHeadIsClippedByItsOwnNorm() {
    ModelState start = run("generic-personal", "sgd", "0").start();
    double free = distance(start, head(run("generic-personal", "sgd", "0").train(null, 1, 1)));
    double held = distance(start, head(run("generic-personal", "sgd", "0.01").train(null, 1, 1)));
    // one step of length (1 + momentum) · rate · norm, and a decay far below it
    assertThat(held).isBetween(0.9 * 1.9 * 3e-4 * 0.01, 1.1 * 1.9 * 3e-4 * 0.01);
    assertThat(free).isGreaterThan(10 * held);
  }

  private static LocalRun run(String head, String optimizer, String clip) {
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put("model.head", head);
    keys.put("training.terms", "[]");
    keys.put("training.optimizer", optimizer);
    keys.put("training.weight-decay", "0");
    keys.put(CLIP, clip);
    return new LocalRun(keys);
  }

  private static ModelState head(LocalRun.Trained trained) {
    return trained.client().of(ClientEntries.PERSONAL);
  }

  private static double distance(ModelState start, ModelState head) {
    double sum = 0;
    for (String name : head.names()) {
      float[] now = head.tensor(name).floats();
      float[] then = start.tensor(name).floats();
      for (int i = 0; i < now.length; i++) {
        sum += ((double) now[i] - then[i]) * ((double) now[i] - then[i]);
      }
    }
    return Math.sqrt(sum);
  }
}
