package org.fedmas.tensors.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tables.model.TensorType;
import org.fedmas.tensors.TensorEngine;
import org.fedmas.tensors.Transfer;
import org.fedmas.tensors.network.backbone.Backbone;
import org.fedmas.tensors.network.backbone.Trunk;
import org.fedmas.tensors.network.head.Head;
import org.fedmas.tensors.network.head.HeadLayers;
import org.fedmas.tensors.network.head.Outputs;
import org.fedmas.tensors.network.layer.DropMask;
import org.fedmas.tensors.network.layer.Layout;
import org.fedmas.tensors.network.layer.Mode;
import org.fedmas.tensors.network.layer.PlainPass;
import org.fedmas.tensors.network.layer.TensorRole;
import org.fedmas.tensors.network.layer.TensorSpec;

/**
 * A classifier whose tensors live in the engine. Its forward pass is a function of them: what is
 * tracked for gradients is decided by a {@link TrainingStep}, never here. Used by one thread at a
 * time; several networks may work in several threads.
 */
public final class Network implements AutoCloseable {

  /** Comparisons in float64 carry every digit from network to network. */
  private static final Set<TensorType> COMPARED = Set.of(TensorType.F32, TensorType.F64);

  private final Backbone backbone;
  private final Trunk trunk;
  private final HeadLayers head;
  private final Layout layout;
  private final NDManager manager;
  private final DataType type;
  private final Map<String, NDArray> arrays = new LinkedHashMap<>();
  private final Map<String, Long> counts = new LinkedHashMap<>();

  private Network(
      Backbone backbone, HeadLayers head, Layout layout, NDManager manager, DataType type) {
    this.backbone = backbone;
    this.trunk = backbone.trunk();
    this.head = head;
    this.layout = layout;
    this.manager = manager;
    this.type = type;
  }

  /**
   * Returns a float32 network with the values of a state.
   *
   * @param parent owns the network's tensors, on its device; the network may be closed before it
   * @throws MissingInputException if the state lacks an entry or has another shape for it
   */
  public static Network of(
      Backbone backbone, Head head, int classes, ModelState state, NDManager parent) {
    return of(backbone, head, classes, state, parent, DataType.FLOAT32);
  }

  /** As above, computing in the given type (float64 only serves comparisons). */
  public static Network of(
      Backbone backbone,
      Head head,
      int classes,
      ModelState state,
      NDManager parent,
      DataType type) {
    HeadLayers layers = head.layers(backbone, classes);
    Layout layout = head.layout(backbone, classes);
    Network network = new Network(backbone, layers, layout, parent.newSubManager(), type);
    network.load(state);
    return network;
  }

  /**
   * Returns a network of the same architecture and element type with the values of another state.
   * It is closed with this one at the latest.
   *
   * @throws MissingInputException if the state lacks an entry or has another shape for it
   */
  public Network with(ModelState state) {
    Network other = new Network(backbone, head, layout, manager.newSubManager(), type);
    other.load(state);
    return other;
  }

  /**
   * Takes over every value of a state; entries that the layout does not have are ignored.
   *
   * @throws MissingInputException if the state lacks an entry or has another shape for it
   */
  public void load(ModelState state) {
    layout.requireIn(state, type == DataType.FLOAT64 ? COMPARED : Set.of(TensorType.F32));
    for (TensorSpec spec : layout.tensors()) {
      StoredTensor tensor = state.tensor(spec.name());
      if (spec.role() == TensorRole.COUNT) {
        counts.put(spec.name(), tensor.longs()[0]);
      } else {
        NDArray before = arrays.put(spec.name(), Transfer.upload(manager, tensor, type));
        if (before != null) {
          before.close();
        }
      }
    }
  }

  /** Returns every value, rounded to float32 (the counts to nothing). */
  public ModelState save() {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    for (TensorSpec spec : layout.tensors()) {
      tensors.put(
          spec.name(),
          spec.role() == TensorRole.COUNT
              ? StoredTensor.of(new long[] {count(spec.name())})
              : Transfer.download(array(spec.name())));
    }
    return new ModelState(tensors);
  }

  /**
   * Computes the outputs for a batch, without gradients. Train mode moves the running statistics.
   *
   * @param x [n, 3, h, w], best with channels last in memory; stays open; owns the outputs
   * @throws org.fedmas.contract.error.ConfigException if the backbone does not take the size
   */
  public Outputs forward(NDArray x, Mode mode) {
    TensorEngine.prepareThread();
    return forward(arrays, x, mode, DropMask.NONE);
  }

  /** The same with other arrays in place of some of the network's own. */
  Outputs forward(Map<String, NDArray> table, NDArray x, Mode mode, DropMask mask) {
    backbone.requireImages(x.getShape().get(2), x.getShape().get(3));
    PlainPass pass = new PlainPass(table, mode, mask);
    Outputs outputs = head.apply(pass, mask.features(trunk.apply(pass, x)));
    if (mode == Mode.TRAIN) {
      counts.replaceAll((name, count) -> count + 1);
    }
    return outputs;
  }

  /** Names and shapes. */
  public Layout layout() {
    return layout;
  }

  /**
   * Returns the trainable entries' values, in the order of {@link Layout#parameters()}; live
   * arrays.
   */
  public List<NDArray> parameters() {
    List<NDArray> parameters = new ArrayList<>();
    layout.parameters().forEach(spec -> parameters.add(array(spec.name())));
    return parameters;
  }

  /** Returns an entry's live array; the counts have none. */
  public NDArray array(String name) {
    NDArray array = arrays.get(name);
    if (array == null) {
      throw new IllegalArgumentException("the network has no array " + name);
    }
    return array;
  }

  /** Returns the manager that owns the network's tensors. */
  public NDManager manager() {
    return manager;
  }

  Map<String, NDArray> arrays() {
    return Collections.unmodifiableMap(arrays);
  }

  private long count(String name) {
    Long count = counts.get(name);
    if (count == null) {
      throw new IllegalArgumentException("the network has no count " + name);
    }
    return count;
  }

  @Override
  public void close() {
    manager.close();
  }
}
