package org.fedmas.tensors.network.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.fedmas.contract.random.RandomKey;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tensors.network.backbone.ResNet;
import org.fedmas.tensors.network.head.AuxiliaryHead;
import org.fedmas.tensors.network.head.PlainHead;
import org.junit.jupiter.api.Test;

class SeededInitialisationTest {

  private static final Layout LAYOUT = new AuxiliaryHead(16).layout(ResNet.RESNET8, 8);

  @Test
  void statesAreEqualExactlyIfKeysAre() {
    ModelState once = SeededInitialisation.of(LAYOUT, RandomKey.of(3));
    assertThat(SeededInitialisation.of(LAYOUT, RandomKey.of(3))).isEqualTo(once);
    assertThat(SeededInitialisation.of(LAYOUT, RandomKey.of(4))).isNotEqualTo(once);
  }

  @Test
  void sharedLayersStartEqual() {
    ModelState auxiliary = SeededInitialisation.of(LAYOUT, RandomKey.of(3));
    ModelState plain =
        SeededInitialisation.of(new PlainHead().layout(ResNet.RESNET8, 8), RandomKey.of(3));
    assertThat(plain.tensors()).allSatisfy((n, t) -> assertThat(auxiliary.tensor(n)).isEqualTo(t));
  }

  @Test
  void convolutionsAreNormalByFanOut() {
    float[] values =
        SeededInitialisation.of(LAYOUT, RandomKey.of(3)).tensor("layer3.0.conv2.weight").floats();
    double sum = 0;
    double squares = 0;
    for (float value : values) {
      sum += value;
      squares += (double) value * value;
    }
    double deviation = Math.sqrt(2.0 / (256 * 9));
    assertThat(sum / values.length).isCloseTo(0, within(deviation * 0.01));
    assertThat(Math.sqrt(squares / values.length)).isCloseTo(deviation, within(deviation * 0.01));
  }

  @Test
  void linearLayersAreUniformByFanIn() {
    ModelState state = SeededInitialisation.of(LAYOUT, RandomKey.of(3));
    for (String name : new String[] {"p_free.3.weight", "p_free.3.bias", "fc.weight", "fc.bias"}) {
      float largest = 0;
      for (float value : state.tensor(name).floats()) {
        largest = Math.max(largest, Math.abs(value));
      }
      assertThat(largest).as(name).isBetween(0.7f / 16, 1f / 16);
    }
  }

  @Test
  void normalisationsStartNeutral() {
    ModelState state = SeededInitialisation.of(LAYOUT, RandomKey.of(3));
    assertThat(state.tensor("bn1.weight").floats()).containsOnly(1);
    assertThat(state.tensor("bn1.bias").floats()).containsOnly(0);
    assertThat(state.tensor("bn1.running_mean").floats()).containsOnly(0);
    assertThat(state.tensor("bn1.running_var").floats()).containsOnly(1);
    assertThat(state.tensor("bn1.num_batches_tracked")).isEqualTo(StoredTensor.of(new long[] {0}));
  }
}
