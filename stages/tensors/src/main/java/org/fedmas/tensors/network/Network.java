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
import org.fedmas.tensors.Precision;
import org.fedmas.tensors.TensorEngine;
import org.fedmas.tensors.Transfer;
import org.fedmas.tensors.network.backbone.Backbone;
import org.fedmas.tensors.network.backbone.Trunk;
import org.fedmas.tensors.network.head.Head;
import org.fedmas.tensors.network.head.HeadLayers;
import org.fedmas.tensors.network.head.Outputs;
import org.fedmas.tensors.network.layer.Convolver;
import org.fedmas.tensors.network.layer.DropMask;
import org.fedmas.tensors.network.layer.Layout;
import org.fedmas.tensors.network.layer.Mode;
import org.fedmas.tensors.network.layer.PlainPass;
import org.fedmas.tensors.network.layer.TensorRole;
import org.fedmas.tensors.network.layer.TensorSpec;

/**
 * A classifier whose tensors live in the engine. Its forward pass is a function of them; a {@link
 * TrainingStep} decides which tensors are tracked for gradients. One thread at a time may use a
 * network; different networks may run in different threads.
 */
public final class Network implements AutoCloseable {

  /** Element types that a float64 network accepts, so that comparisons keep every digit. */
  private static final Set<TensorType> COMPARED = Set.of(TensorType.F32, TensorType.F64);

  private final Backbone backbone;
  private final Trunk trunk;
  private final Head head;
  private final int classes;
  private final HeadLayers layers;
  private final Layout layout;
  private final NDManager manager;
  private final DataType type;
  private final Precision precision;
  private final Map<String, NDArray> arrays = new LinkedHashMap<>();
  private final Map<String, Long> counts = new LinkedHashMap<>();

  private Network(
      Backbone backbone,
      Head head,
      int classes,
      ModelState state,
      NDManager parent,
      DataType type,
      Precision precision) {
    this.backbone = backbone;
    this.trunk = backbone.trunk();
    this.head = head;
    this.classes = classes;
    this.layers = head.layers(backbone, classes);
    this.layout = head.layout(backbone, classes);
    this.manager = parent.newSubManager();
    this.type = type;
    this.precision = precision;
    load(state);
  }

  /**
   * Returns a float32 network with the values of a state.
   *
   * @param parent owns the network's tensors, on its device; the network may be closed before it
   * @param precision the element type in which convolutions multiply
   * @throws MissingInputException if the state lacks an entry or has another shape for it
   */
  public static Network of(
      Backbone backbone,
      Head head,
      int classes,
      ModelState state,
      NDManager parent,
      Precision precision) {
    return new Network(backbone, head, classes, state, parent, DataType.FLOAT32, precision);
  }

  /** Returns a network of an element type with a state's values; float64 serves comparisons. */
  public static Network of(
      Backbone backbone,
      Head head,
      int classes,
      ModelState state,
      NDManager parent,
      DataType type) {
    return new Network(backbone, head, classes, state, parent, type, Precision.FLOAT32);
  }

  /**
   * Returns a network of the same architecture and element type with the values of another state.
   * Closing this network closes the returned one.
   *
   * @throws MissingInputException if the state lacks an entry or has another shape for it
   */
  public Network with(ModelState state) {
    return new Network(backbone, head, classes, state, manager, type, precision);
  }

  /**
   * Loads every value from a state; tensors that the layout does not have are ignored.
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

  /** Returns all values as a state; all but the counts are rounded to float32. */
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
   * @throws org.fedmas.contract.error.ConfigException if the backbone does not accept the image
   *     size
   */
  public Outputs forward(NDArray x, Mode mode) {
    TensorEngine.prepareThread();
    return forward(arrays, x, mode, DropMask.NONE);
  }

  /** Computes the outputs for a batch from a table of arrays, with dropout by the mask. */
  Outputs forward(Map<String, NDArray> table, NDArray x, Mode mode, DropMask mask) {
    backbone.requireImages(x.getShape().get(2), x.getShape().get(3));
    PlainPass pass = new PlainPass(table, mode, mask, Convolver.of(precision));
    Outputs outputs = layers.apply(pass, trunk.apply(pass, x));
    if (mode == Mode.TRAIN) {
      counts.replaceAll((name, count) -> count + 1);
    }
    return outputs;
  }

  /** Returns the names, shapes and roles of the tensors. */
  public Layout layout() {
    return layout;
  }

  /** Returns the live arrays of trainable tensors, in the order of {@link Layout#parameters()}. */
  public List<NDArray> parameters() {
    List<NDArray> parameters = new ArrayList<>();
    layout.parameters().forEach(spec -> parameters.add(array(spec.name())));
    return parameters;
  }

  /** Returns the live array of a tensor; counts have none. */
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
