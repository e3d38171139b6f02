package org.fedmas.tensors.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.StoredTensor;
import org.junit.jupiter.api.Test;

class StateDifferenceTest {

  private static final StoredTensor TWO = StoredTensor.of(new float[] {1, 2}, 2);

  @Test
  void theResultHasTheExpectedOrder() {
    ModelState loaded = state("b", "a", "fc.weight");
    ModelState matched =
        StateDifference.matched("f.pt", loaded, shapes("a", "b"), List.of("fc.*", "x"));
    assertThat(matched.names()).containsExactly("a", "b");
  }

  @Test
  void allProblemsAreListedAtOnce() {
    Map<String, long[]> expected = shapes("a", "gone.1", "gone.2");
    expected.put("wide", new long[] {3, 4});
    ModelState loaded = state("a", "wide", "fc", "fcx.weight", "extra");
    assertThatThrownBy(() -> StateDifference.matched("f.pt", loaded, expected, List.of("fc")))
        .isInstanceOf(MissingInputException.class)
        .hasMessageContainingAll(
            "f.pt",
            "5 of its tensors",
            "missing gone.1 [2]",
            "missing gone.2 [2]",
            "shape of wide: found [2], expected [3, 4]",
            "unexpected fcx.weight [2]",
            "unexpected extra [2]");
  }

  @Test
  void countersMayBeMissing() {
    Map<String, long[]> expected = shapes("bn1.weight");
    expected.put("bn1.num_batches_tracked", new long[0]);
    ModelState matched = StateDifference.matched("f.pt", state("bn1.weight"), expected, List.of());
    assertThat(matched.tensor("bn1.num_batches_tracked"))
        .isEqualTo(StoredTensor.of(new long[] {0}));
  }

  @Test
  void publishedPrefixesAreStripped() {
    assertThat(CheckpointNames.backbone(state("module.a", "module.b")).names())
        .containsExactly("a", "b");
    assertThat(CheckpointNames.backbone(state("module.a", "b")).names())
        .containsExactly("module.a", "b");
    assertThat(CheckpointNames.backbone(state("encoder_k.a", "encoder_q.a", "queue")).names())
        .containsExactly("a");
    assertThat(
            CheckpointNames.backbone(
                    state("module.queue", "module.encoder_q.a", "module.encoder_k.a"))
                .names())
        .containsExactly("a");
  }

  private static Map<String, long[]> shapes(String... names) {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    for (String name : names) {
      shapes.put(name, new long[] {2});
    }
    return shapes;
  }

  private static ModelState state(String... names) {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    for (String name : names) {
      tensors.put(name, TWO);
    }
    return new ModelState(tensors);
  }
}
