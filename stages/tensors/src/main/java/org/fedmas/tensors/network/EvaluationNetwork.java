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
import org.fedmas.tensors.Precision;
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
 *
 * @param manager owner of the network's tensors
 */
public record EvaluationNetwork(
    Backbone backbone,
    Trunk trunk,
    HeadLayers head,
    FoldedPass pass,
    PlainPass headPass,
    NDManager manager)
    implements AutoCloseable {

  /**
   * Returns a network with the values of a state.
   *
   * @param parent owns the tensors, on its device
   * @param precision the element type in which convolutions multiply
   * @throws MissingInputException if the state lacks an entry or has another shape for it
   */
  public static EvaluationNetwork of(
      Backbone backbone,
      Head head,
      int classes,
      ModelState state,
      NDManager parent,
      Precision precision) {
    head.layout(backbone, classes).requireIn(state);
    HeadLayers layers = head.layers(backbone, classes);
    Trunk trunk = backbone.trunk();
    NDManager manager = parent.newSubManager();
    FoldedPass pass = FoldedPass.of(trunk.layers(), state, manager, precision);
    LayoutBuilder layout = new LayoutBuilder();
    layers.declare(layout);
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    for (TensorSpec spec : layout.build().tensors()) {
      if (spec.role() != TensorRole.COUNT) {
        arrays.put(
            spec.name(), Transfer.upload(manager, state.tensor(spec.name()), DataType.FLOAT32));
      }
    }
    PlainPass headPass = new PlainPass(arrays, Mode.EVAL);
    return new EvaluationNetwork(backbone, trunk, layers, pass, headPass, manager);
  }

  /** Returns a device's batch size, which affects last bits; more gains nothing on a CPU. */
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
   * Returns the input of {@code fc}, [n, features].
   *
   * @param x [n, 3, h, w] float32, best with channels last in memory; owns the result
   */
  public NDArray entering(NDArray x) {
    try (Autograd.Recording off = Autograd.paused()) {
      return head.entering(headPass, features(x));
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

  @Override
  public void close() {
    manager.close();
  }
}
