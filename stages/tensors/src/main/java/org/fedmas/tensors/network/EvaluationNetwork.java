package org.fedmas.tensors.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.LinkedHashMap;
import java.util.Map;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tensors.Autograd;
import org.fedmas.tensors.ComputeDevice;
import org.fedmas.tensors.Transfer;
import org.fedmas.tensors.network.backbone.Backbone;
import org.fedmas.tensors.network.backbone.Trunk;
import org.fedmas.tensors.network.head.Head;
import org.fedmas.tensors.network.head.HeadLayers;
import org.fedmas.tensors.network.layer.FoldedPass;
import org.fedmas.tensors.network.layer.LayoutBuilder;
import org.fedmas.tensors.network.layer.Mode;
import org.fedmas.tensors.network.layer.PlainPass;
import org.fedmas.tensors.network.layer.TensorRole;
import org.fedmas.tensors.network.layer.TensorSpec;

/**
 * A classifier for evaluation only: it records no gradients, folds normalisations into the
 * convolutions before them, and computes only the requested output. Its results equal those of
 * {@link Network#forward} in evaluation mode within a relative 1e-5.
 */
public final class EvaluationNetwork implements AutoCloseable {

  private final Backbone backbone;
  private final Trunk trunk;
  private final HeadLayers head;
  private final NDManager manager;
  private final FoldedPass pass;
  private final PlainPass headPass;

  private EvaluationNetwork(
      Backbone backbone, HeadLayers head, ModelState state, NDManager manager) {
    this.backbone = backbone;
    this.trunk = backbone.trunk();
    this.head = head;
    this.manager = manager;
    this.pass = FoldedPass.of(trunk.layers(), state, manager);
    LayoutBuilder layout = new LayoutBuilder();
    head.declare(layout);
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    for (TensorSpec spec : layout.build().tensors()) {
      if (spec.role() != TensorRole.COUNT) {
        arrays.put(
            spec.name(), Transfer.upload(manager, state.tensor(spec.name()), DataType.FLOAT32));
      }
    }
    this.headPass = new PlainPass(arrays, Mode.EVAL);
  }

  /**
   * Returns a network with the values of a state.
   *
   * @param parent owns the tensors, on its device
   * @throws MissingInputException if the state lacks an entry or has another shape for it
   */
  public static EvaluationNetwork of(
      Backbone backbone, Head head, int classes, ModelState state, NDManager parent) {
    head.layout(backbone, classes).requireIn(state);
    HeadLayers layers = head.layers(backbone, classes);
    return new EvaluationNetwork(backbone, layers, state, parent.newSubManager());
  }

  /**
   * Returns the batch size for a device, which affects the last bits of results. Larger batches
   * gain nothing on a CPU and use more memory.
   */
  public static int batchSize(ComputeDevice device) {
    return device == ComputeDevice.CPU ? 16 : 64;
  }

  /**
   * Returns the logits of {@code fc}, [n, classes].
   *
   * @param x [n, 3, h, w] float32, best with channels last in memory; owns the result
   */
  public NDArray logits(NDArray x) {
    try (Autograd.Recording off = Autograd.paused()) {
      return head.logits(headPass, features(x));
    }
  }

  /**
   * Returns the projection that is compared with the auxiliary network's features, [n, dimension].
   *
   * @param x [n, 3, h, w] float32, best with channels last in memory; owns the result
   * @throws IllegalStateException if the head has no projection
   */
  public NDArray projection(NDArray x) {
    try (Autograd.Recording off = Autograd.paused()) {
      return head.projection(headPass, features(x));
    }
  }

  private NDArray features(NDArray x) {
    backbone.requireImages(x.getShape().get(2), x.getShape().get(3));
    return trunk.apply(pass, x);
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
