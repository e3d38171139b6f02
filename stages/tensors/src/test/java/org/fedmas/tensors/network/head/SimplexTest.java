package org.fedmas.tensors.network.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.fedmas.contract.random.RandomKey;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tensors.network.backbone.ResNet;
import org.fedmas.tensors.network.layer.Layout;
import org.fedmas.tensors.network.layer.SeededInitialisation;
import org.fedmas.tensors.network.layer.SimplexClassifier;
import org.fedmas.tensors.network.layer.TensorSpec;
import org.junit.jupiter.api.Test;

class SimplexTest {

  @Test
  void directionsOfAllClassesAreEquallyFarApart() {
    for (int classes : new int[] {2, 3, 8, 23}) {
      double[][] m = directions(5, classes);
      for (int a = 0; a < classes; a++) {
        for (int b = 0; b < classes; b++) {
          double product = 0;
          for (double[] row : m) {
            product += row[a] * row[b];
          }
          assertThat(product).isCloseTo(a == b ? 1 : -1.0 / (classes - 1), within(1e-12));
        }
      }
    }
  }

  @Test
  void directionsFollowFromTheSeed() {
    assertThat(directions(5, 8)).isDeepEqualTo(directions(5, 8));
    assertThat(directions(6, 8)[0]).isNotEqualTo(directions(5, 8)[0]);
    assertThat(SimplexHead.drawn(5)).isEqualTo(SimplexHead.drawn(5));
    assertThat(SimplexHead.drawn(5)).isNotEqualTo(SimplexHead.drawn(6));
  }

  @Test
  void directionsAreNotEntriesOfTheState() {
    Layout layout = SimplexHead.drawn(5).layout(ResNet.RESNET8, 8);
    assertThat(layout.tensors().stream().map(TensorSpec::name).filter(n -> n.startsWith("fc")))
        .containsExactly("fc.weight", "fc.bias", "fc.scale");
  }

  @Test
  void theScaleStartsAtOneAndIsTrained() {
    Layout layout = SimplexHead.drawn(5).layout(ResNet.RESNET8, 8);
    ModelState state = SeededInitialisation.of(layout, RandomKey.of(1));
    assertThat(state.tensor("fc.scale").floats()).containsExactly(1);
    assertThat(layout.parameters().stream().map(TensorSpec::name)).endsWith("fc.scale");
  }

  private static double[][] directions(long seed, int classes) {
    HeadLayers layers = SimplexHead.drawn(seed).layers(ResNet.RESNET8, classes);
    return ((SimplexClassifier) layers.classifier()).directions();
  }
}
