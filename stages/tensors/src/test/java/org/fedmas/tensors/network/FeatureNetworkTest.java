package org.fedmas.tensors.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.LinkedHashMap;
import java.util.Map;
import org.fedmas.contract.error.StageFailedException;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.contract.random.RandomStream;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tensors.ComputeDevice;
import org.fedmas.tensors.TensorEngine;
import org.fedmas.tensors.Transfer;
import org.fedmas.tensors.network.backbone.Backbone;
import org.fedmas.tensors.network.backbone.FoldedTrunk;
import org.fedmas.tensors.network.backbone.ResNet;
import org.fedmas.tensors.network.layer.Layout;
import org.fedmas.tensors.network.layer.SeededInitialisation;
import org.fedmas.tensors.network.layer.TensorRole;
import org.fedmas.tensors.network.layer.TensorSpec;
import org.junit.jupiter.api.Test;

/** The auxiliary network never changes; the published code's copy does. */
class FeatureNetworkTest {

  private static final Backbone BACKBONE = ResNet.RESNET8;
  private static final Layout LAYOUT = BACKBONE.layout();
  private static final ModelState STATE =
      SeededInitialisation.of(LAYOUT, RandomKey.of(3).with("auxiliary network"));

  @Test
  void useChangesNoByte() {
    try (NDManager manager = TensorEngine.newManager(ComputeDevice.CPU);
        FeatureNetwork network = FeatureNetwork.of(BACKBONE, STATE, manager)) {
      float[] first = Transfer.floats(network.features(pictures(manager, 1)));
      network.features(pictures(manager, 2));
      network.requireUnchanged();
      assertThat(Transfer.floats(network.features(pictures(manager, 1)))).isEqualTo(first);
    }
  }

  @Test
  void detectsAChangeOfAnyLayer() {
    for (String layer : new String[] {"conv1", "layer2.0.conv2", "layer3.0.downsample.0"}) {
      try (NDManager manager = TensorEngine.newManager(ComputeDevice.CPU);
          FeatureNetwork network = FeatureNetwork.of(BACKBONE, STATE, manager)) {
        FoldedTrunk trunk = (FoldedTrunk) network.layers();
        NDArray bias = trunk.pass().layers().get(layer).bias();
        bias.addi(1e-3f);
        assertThatExceptionOfType(StageFailedException.class)
            .as(layer)
            .isThrownBy(network::requireUnchanged)
            .withMessageContaining("frozen auxiliary network changed")
            .withMessageContaining("run it again");
      }
    }
  }

  @Test
  void theDigestCoversParametersAndStatistics() {
    try (NDManager manager = TensorEngine.newManager(ComputeDevice.CPU)) {
      assertThat(identity(STATE, manager)).isEqualTo(STATE.digest().toString());
      for (TensorSpec spec : LAYOUT.tensors()) {
        if (spec.role() != TensorRole.COUNT && spec.name().startsWith("bn1.")) {
          assertThat(identity(changed(spec.name()), manager))
              .as(spec.name())
              .isNotEqualTo(STATE.digest().toString());
        }
      }
    }
  }

  @Test
  void trainModeMovesOnlyTheStatisticsByATenth() {
    try (NDManager manager = TensorEngine.newManager(ComputeDevice.CPU);
        AdaptingNetwork network = AdaptingNetwork.of(BACKBONE, STATE, manager, DataType.FLOAT32)) {
      assertThat(network.save().digest()).isEqualTo(STATE.digest());
      float[] batch = Transfer.floats(network.features(pictures(manager, 1)));
      ModelState after = network.save();
      for (TensorSpec spec : LAYOUT.tensors()) {
        boolean moved = !after.tensor(spec.name()).equals(STATE.tensor(spec.name()));
        assertThat(moved).as(spec.name()).isEqualTo(!spec.role().trainable());
      }
      assertThat(after.tensor("bn1.num_batches_tracked").longs()).containsExactly(1);
      try (FeatureNetwork frozen = FeatureNetwork.of(BACKBONE, STATE, manager);
          FeatureNetwork adapted = FeatureNetwork.of(BACKBONE, after, manager)) {
        float[] before = Transfer.floats(frozen.features(pictures(manager, 1)));
        float[] now = Transfer.floats(adapted.features(pictures(manager, 1)));
        assertThat(batch).isNotEqualTo(before);
        assertThat(now).isNotEqualTo(before).isNotEqualTo(batch);
      }
    }
  }

  private static String identity(ModelState state, NDManager manager) {
    try (FeatureNetwork network = FeatureNetwork.of(BACKBONE, state, manager)) {
      return network.identity().toString();
    }
  }

  private static ModelState changed(String name) {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>(STATE.tensors());
    StoredTensor tensor = tensors.get(name);
    float[] values = tensor.floats();
    values[0] += 0.5f;
    tensors.put(name, StoredTensor.of(values, tensor.shape()));
    return new ModelState(tensors);
  }

  private static NDArray pictures(NDManager owner, long seed) {
    RandomStream stream = RandomKey.of(seed).stream();
    float[] pixels = new float[3 * 32 * 32 * 3];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) stream.normal();
    }
    return Transfer.images(owner, pixels, 3, 32, 32, 3);
  }
}
