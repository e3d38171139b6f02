package org.fedmas.tensors.onnx;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.contract.random.RandomStream;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tensors.ComputeDevice;
import org.fedmas.tensors.Precision;
import org.fedmas.tensors.TensorEngine;
import org.fedmas.tensors.Transfer;
import org.fedmas.tensors.network.EvaluationNetwork;
import org.fedmas.tensors.network.backbone.Backbone;
import org.fedmas.tensors.network.head.Head;
import org.fedmas.tensors.network.layer.SeededInitialisation;
import org.fedmas.tensors.network.layer.TensorSpec;

/**
 * A network with drawn values, statistics of batch normalisation included.
 *
 * @param side height and width of its images
 */
public record RandomNetwork(Backbone backbone, Head head, int side, ModelState state) {

  /** The number of classes. */
  public static final int CLASSES = 5;

  /** Returns a network whose values depend on the names of its tensors alone. */
  public static RandomNetwork of(Backbone backbone, Head head, int side) {
    RandomKey key = RandomKey.of(11).with(backbone.id());
    ModelState start = SeededInitialisation.of(head.layout(backbone, CLASSES), key);
    Map<String, StoredTensor> tensors = new LinkedHashMap<>(start.tensors());
    for (TensorSpec spec : head.layout(backbone, CLASSES).tensors()) {
      RandomStream stream = key.with("spread").with(spec.name()).stream();
      float[] values = new float[spec.size()];
      switch (spec.role()) {
        case MEAN, BETA -> {
          for (int i = 0; i < values.length; i++) {
            values[i] = (float) (0.1 * stream.normal());
          }
        }
        case VARIANCE, GAMMA -> {
          for (int i = 0; i < values.length; i++) {
            values[i] = (float) (0.8 + 0.4 * stream.uniform());
          }
        }
        default -> values = new float[0];
      }
      if (values.length > 0) {
        tensors.put(spec.name(), StoredTensor.of(values, spec.dimensions()));
      }
    }
    return new RandomNetwork(backbone, head, side, new ModelState(tensors));
  }

  /** Returns normalised pixels of a batch. */
  public float[] pixels(int batch) {
    RandomStream stream = RandomKey.of(12).with("pixels").stream();
    float[] values = new float[batch * 3 * side * side];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) stream.normal();
    }
    return values;
  }

  /** Returns the engine's logits. */
  public float[] logits(int batch) {
    try (NDManager manager = TensorEngine.newManager(ComputeDevice.CPU);
        EvaluationNetwork network =
            EvaluationNetwork.of(backbone, head, CLASSES, state, manager, Precision.FLOAT32)) {
      NDArray x = manager.create(pixels(batch), new Shape(batch, 3, side, side));
      return Transfer.floats(network.logits(x));
    }
  }
}
