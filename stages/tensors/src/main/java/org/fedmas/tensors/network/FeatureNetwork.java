package org.fedmas.tensors.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import org.fedmas.contract.Digest;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.contract.error.StageFailedException;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tensors.Autograd;
import org.fedmas.tensors.Transfer;
import org.fedmas.tensors.network.backbone.Backbone;
import org.fedmas.tensors.network.backbone.Trunk;
import org.fedmas.tensors.network.layer.FoldedConvolution;
import org.fedmas.tensors.network.layer.FoldedPass;

/**
 * A frozen backbone without a head, always in evaluation mode: the auxiliary network of Fed-MAS.
 * Folding the normalisations into the convolutions before them nearly halves the computing time.
 *
 * @param identity digest of the parameters and statistics that the network was built from
 * @param loaded digest of the folded tensors when they were loaded
 * @param manager owner of the network's tensors
 */
public record FeatureNetwork(
    Backbone backbone,
    Trunk trunk,
    FoldedPass pass,
    Digest identity,
    Digest loaded,
    NDManager manager)
    implements AutoCloseable {

  /**
   * Returns a network with the values of a state. Tensors of the state that the backbone does not
   * have are ignored.
   *
   * @param parent owns the tensors, on its device
   * @throws MissingInputException if the state lacks an entry or has another shape for it
   */
  public static FeatureNetwork of(Backbone backbone, ModelState state, NDManager parent) {
    backbone.layout().requireIn(state);
    Trunk trunk = backbone.trunk();
    NDManager manager = parent.newSubManager();
    FoldedPass pass = FoldedPass.of(trunk.layers(), state, manager);
    Digest identity = backbone.layout().of(state).digest();
    return new FeatureNetwork(backbone, trunk, pass, identity, digest(pass), manager);
  }

  /**
   * Checks that the folded tensors in the engine's memory have not changed since they were loaded.
   *
   * @throws StageFailedException if their digest differs
   */
  public void requireUnchanged() {
    Digest now = digest(pass);
    if (!now.equals(loaded)) {
      throw new StageFailedException(
          """
          frozen auxiliary network changed while in use: found tensor digest %s, expected %s. \
          Discard the results of this unit and run it again."""
              .formatted(now, loaded));
    }
  }

  private static Digest digest(FoldedPass pass) {
    List<byte[]> parts = new ArrayList<>();
    for (FoldedConvolution layer : pass.layers().values()) {
      parts.add(Transfer.download(layer.weight()).data());
      parts.add(Transfer.download(layer.bias()).data());
    }
    return Digest.of(parts);
  }

  /** Returns the width of the features. */
  public int features() {
    return trunk.features();
  }

  /**
   * Computes the features of images, without gradients.
   *
   * @param x [n, 3, h, w] float32, best with channels last in memory; owns the result
   * @return [n, features]
   */
  public NDArray features(NDArray x) {
    backbone.requireImages(x.getShape().get(2), x.getShape().get(3));
    try (Autograd.Recording off = Autograd.paused()) {
      return trunk.apply(pass, x);
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
