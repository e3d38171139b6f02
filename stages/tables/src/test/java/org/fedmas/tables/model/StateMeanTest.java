package org.fedmas.tables.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StateMeanTest {

  private static ModelState state(float value, long count) {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    tensors.put("weight", StoredTensor.of(new float[] {value, -value}, 2));
    tensors.put("count", StoredTensor.of(new long[] {count}));
    return new ModelState(tensors);
  }

  @Test
  void numbersAreWeighedAndCountsRounded() {
    StateMean mean = new StateMean();
    mean.add(state(1, 2), 30);
    mean.add(state(5, 4), 10);
    assertThat(mean.mean()).isEqualTo(state(2, 3));
  }

  @Test
  void statesOfDifferentNetworksAreRefused() {
    StateMean mean = new StateMean();
    mean.add(state(1, 2), 1);
    assertThatIllegalArgumentException().isThrownBy(() -> mean.add(ModelState.EMPTY, 1));
  }
}
