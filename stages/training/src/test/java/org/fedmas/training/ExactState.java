package org.fedmas.training;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tables.model.TensorType;
import org.fedmas.tensors.Transfer;
import org.fedmas.tensors.network.Network;

/**
 * The exact values of a float64 network. Stored model states are float32; that rounding between
 * rounds can open a rectifier which stays closed in the reference.
 */
final class ExactState {

  private ExactState() {}

  /** Returns every value of the network, arrays as float64. */
  static ModelState save(Network network) {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    network
        .save()
        .tensors()
        .forEach(
            (name, rounded) ->
                tensors.put(
                    name,
                    rounded.type() == TensorType.F32
                        ? doubles(rounded.shape(), Transfer.doubles(network.array(name)))
                        : rounded));
    return new ModelState(tensors);
  }

  /** Returns the state rounded to float32, as it is stored in a run. */
  static ModelState rounded(ModelState exact) {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    exact
        .tensors()
        .forEach(
            (name, tensor) -> {
              if (tensor.type() == TensorType.F64) {
                double[] values = values(tensor);
                float[] floats = new float[values.length];
                for (int i = 0; i < floats.length; i++) {
                  floats[i] = (float) values[i];
                }
                tensors.put(name, StoredTensor.of(floats, tensor.shape()));
              } else {
                tensors.put(name, tensor);
              }
            });
    return new ModelState(tensors);
  }

  private static StoredTensor doubles(long[] shape, double[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asDoubleBuffer().put(values);
    return new StoredTensor(TensorType.F64, shape, bytes.array());
  }

  private static double[] values(StoredTensor tensor) {
    double[] values = new double[tensor.size()];
    tensor.buffer().asDoubleBuffer().get(values);
    return values;
  }
}
