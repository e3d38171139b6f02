package org.fedmas.tensors.network.encoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tensors.Transfer;

/** The layers of an encoder as they are loaded from a state into the engine. */
final class FrozenTensors {

  private final ModelState state;
  private final NDManager manager;
  private final List<NDArray> arrays = new ArrayList<>();

  /** Creates a loader whose arrays belong to the manager. */
  FrozenTensors(ModelState state, NDManager manager) {
    this.state = state;
    this.manager = manager;
  }

  /** Returns the arrays that were loaded, in order. */
  List<NDArray> arrays() {
    return List.copyOf(arrays);
  }

  NDManager manager() {
    return manager;
  }

  StoredTensor stored(String name) {
    return state.tensor(name);
  }

  /** Loads values that the state does not hold in this form. */
  NDArray load(float[] values, long... shape) {
    return load(StoredTensor.of(values, shape));
  }

  NDArray load(StoredTensor tensor) {
    NDArray array = Transfer.upload(manager, tensor, DataType.FLOAT32);
    arrays.add(array);
    return array;
  }

  TokenNorm norm(String layer, double epsilon) {
    return new TokenNorm(load(stored(layer + ".weight")), load(stored(layer + ".bias")), epsilon);
  }

  /** Loads a linear layer. */
  Dense dense(String layer) {
    return new Dense(load(stored(layer + ".weight")), load(stored(layer + ".bias")));
  }

  /** Loads a linear layer with a scale of its outputs folded into it, in double. */
  Dense dense(String layer, Optional<String> scale) {
    if (scale.isEmpty()) {
      return dense(layer);
    }
    float[] factors = stored(scale.get()).floats();
    StoredTensor weight = stored(layer + ".weight");
    return new Dense(
        load(scaled(weight.floats(), factors), weight.shape()),
        load(scaled(stored(layer + ".bias").floats(), factors), factors.length));
  }

  /**
   * Loads some of the outputs of a linear layer.
   *
   * @param start beginning of the names of its weight and bias
   */
  Dense rows(String start, int from, int until) {
    StoredTensor weight = stored(start + "weight");
    int inputs = Math.toIntExact(weight.shape()[1]);
    return new Dense(
        load(
            Arrays.copyOfRange(weight.floats(), from * inputs, until * inputs),
            until - from,
            inputs),
        load(Arrays.copyOfRange(stored(start + "bias").floats(), from, until), until - from));
  }

  private static float[] scaled(float[] values, float[] factors) {
    int perOutput = values.length / factors.length;
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) ((double) values[i] * factors[i / perOutput]);
    }
    return values;
  }
}
