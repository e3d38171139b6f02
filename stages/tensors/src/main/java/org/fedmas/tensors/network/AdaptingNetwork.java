package org.fedmas.tensors.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tensors.Autograd;
import org.fedmas.tensors.Transfer;
import org.fedmas.tensors.network.backbone.Backbone;
import org.fedmas.tensors.network.layer.Layout;
import org.fedmas.tensors.network.layer.Mode;
import org.fedmas.tensors.network.layer.PlainPass;
import org.fedmas.tensors.network.layer.TensorSpec;

/**
 * A backbone without a head in train mode: each batch is normalised with its own statistics and
 * updates the running statistics. The published implementation runs the auxiliary network this way
 * in the first round's prior pass. Afterwards clients no longer share one reference network.
 */
public final class AdaptingNetwork implements AutoCloseable {

  private final Backbone backbone;
  private final Layout layout;
  private final NDManager manager;
  private final Map<String, NDArray> arrays = new LinkedHashMap<>();
  private final Map<String, Long> counts = new LinkedHashMap<>();

  private AdaptingNetwork(Backbone backbone, NDManager manager) {
    this.backbone = backbone;
    this.layout = backbone.layout();
    this.manager = manager;
  }

  /**
   * Returns a network with the values of a state, computing in the given type.
   *
   * @param parent owns the tensors, on its device
   * @throws MissingInputException if the state lacks an entry or has another shape for it
   */
  public static AdaptingNetwork of(
      Backbone backbone, ModelState state, NDManager parent, DataType type) {
    AdaptingNetwork network = new AdaptingNetwork(backbone, parent.newSubManager());
    for (Map.Entry<String, StoredTensor> entry : network.layout.of(state).tensors().entrySet()) {
      StoredTensor tensor = entry.getValue();
      switch (tensor.type()) {
        case I64 -> network.counts.put(entry.getKey(), tensor.longs()[0]);
        default ->
            network.arrays.put(entry.getKey(), Transfer.upload(network.manager, tensor, type));
      }
    }
    return network;
  }

  /** Returns the width of the features. */
  public int features() {
    return backbone.features();
  }

  /**
   * Computes the features of a batch without gradients and updates the running statistics.
   *
   * @param x [n, 3, h, w], n at least 2; owns the result
   * @return [n, features]
   */
  public NDArray features(NDArray x) {
    backbone.requireImages(x.getShape().get(2), x.getShape().get(3));
    try (Autograd.Recording off = Autograd.paused()) {
      NDArray features = backbone.trunk().apply(new PlainPass(arrays, Mode.TRAIN), x);
      counts.replaceAll((name, count) -> count + 1);
      return features;
    }
  }

  /** Returns all values as a state, rounded to float32. */
  public ModelState save() {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    for (TensorSpec entry : layout.tensors()) {
      Long count = counts.get(entry.name());
      tensors.put(
          entry.name(),
          count == null
              ? Transfer.download(Objects.requireNonNull(arrays.get(entry.name())))
              : StoredTensor.of(new long[] {count}));
    }
    return new ModelState(tensors);
  }

  /** Returns the manager that owns the network's tensors. */
  public NDManager manager() {
    return manager;
  }

  @Override
  public void close() {
    manager.close();
  }
}
