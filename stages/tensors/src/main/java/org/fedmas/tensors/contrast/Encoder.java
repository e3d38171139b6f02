package org.fedmas.tensors.contrast;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tables.model.TensorType;
import org.fedmas.tensors.Autograd;
import org.fedmas.tensors.Transfer;
import org.fedmas.tensors.network.layer.TensorRole;
import org.fedmas.tensors.network.layer.TensorSpec;

/** The tensors of an encoder in the engine. Counts of batches are kept beside them. */
final class Encoder {

  private static final Set<TensorType> NUMBERS = Set.of(TensorType.F32, TensorType.F64);

  private final EncoderLayers layers;
  private final NDManager manager;
  private final Map<String, NDArray> arrays = new LinkedHashMap<>();
  private final Map<String, Long> counts = new LinkedHashMap<>();

  private Encoder(EncoderLayers layers, NDManager manager) {
    this.layers = layers;
    this.manager = manager;
  }

  /**
   * Returns an encoder with the values of a state.
   *
   * @param manager owns the tensors, on its device
   * @throws MissingInputException if the state lacks an entry or has another shape for it
   */
  static Encoder of(EncoderLayers layers, ModelState state, NDManager manager, DataType type) {
    layers.layout().requireIn(state, NUMBERS);
    Encoder encoder = new Encoder(layers, manager);
    for (TensorSpec spec : layers.layout().tensors()) {
      StoredTensor tensor = state.tensor(spec.name());
      if (spec.role() == TensorRole.COUNT) {
        encoder.counts.put(spec.name(), tensor.longs()[0]);
      } else {
        encoder.arrays.put(spec.name(), Transfer.upload(manager, tensor, type));
      }
    }
    return encoder;
  }

  /** Returns all values as a state, rounded to float32. */
  ModelState save() {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    for (TensorSpec spec : layers.layout().tensors()) {
      tensors.put(
          spec.name(),
          spec.role() == TensorRole.COUNT
              ? StoredTensor.of(new long[] {count(spec.name())})
              : Transfer.download(array(spec.name())));
    }
    return new ModelState(tensors);
  }

  EncoderLayers layers() {
    return layers;
  }

  /** Returns the tensors that an optimiser changes, in order. */
  List<TensorSpec> specs() {
    return layers.layout().parameters();
  }

  /** Returns the live arrays of the tensors that an optimiser changes, in order. */
  List<NDArray> parameters() {
    return specs().stream().map(spec -> array(spec.name())).toList();
  }

  NDArray array(String name) {
    return Objects.requireNonNull(arrays.get(name), name);
  }

  long count(String name) {
    return Objects.requireNonNull(counts.get(name), name);
  }

  /** Returns the live arrays, by name. */
  Map<String, NDArray> arrays() {
    return Collections.unmodifiableMap(arrays);
  }

  /** Replaces running statistics, and counts one batch more. */
  void replaceStatistics(Map<String, NDArray> statistics) {
    statistics.forEach(
        (name, array) -> {
          array.attach(manager);
          NDArray before = arrays.put(name, array);
          if (before != null) {
            before.close();
          }
        });
    counts.replaceAll((name, count) -> count + 1);
  }

  /** Moves every parameter to {@code momentum} times itself plus the rest of another encoder's. */
  void follow(Encoder other, double momentum) {
    try (Autograd.Recording off = Autograd.paused();
        NDManager scalars = manager.newSubManager()) {
      NDArray kept = scalars.create(momentum);
      NDArray rest = scalars.create(1 - momentum);
      for (TensorSpec spec : specs()) {
        try (NDArray share = other.array(spec.name()).mul(rest)) {
          array(spec.name()).muli(kept).addi(share);
        }
      }
    }
  }
}
