package org.fedmas.tensors.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
 */
public final class FeatureNetwork implements AutoCloseable {

  private final Backbone backbone;
  private final Trunk trunk;
  private final NDManager manager;
  private final FoldedPass pass;
  private final Digest identity;
  private final Digest loaded;

  private FeatureNetwork(Backbone backbone, ModelState state, NDManager manager) {
    this.backbone = backbone;
    this.trunk = backbone.trunk();
    this.manager = manager;
    this.pass = FoldedPass.of(trunk.layers(), state, manager);
    this.identity = backbone.layout().of(state).digest();
    this.loaded = live();
  }

  /**
   * Returns a network with the values of a state. Tensors of the state that the backbone does not
   * have are ignored.
   *
   * @param parent owns the tensors, on its device
   * @throws MissingInputException if the state lacks an entry or has another shape for it
   */
  public static FeatureNetwork of(Backbone backbone, ModelState state, NDManager parent) {
    backbone.layout().requireIn(state);
    return new FeatureNetwork(backbone, state, parent.newSubManager());
  }

  /**
   * Returns the digest of the parameters and normalisation statistics that the network was built
   * from.
   */
  public Digest identity() {
    return identity;
  }

  /**
   * Checks that the folded tensors in the engine's memory have not changed since they were loaded.
   *
   * @throws StageFailedException if their digest differs
   */
  public void requireUnchanged() {
    Digest now = live();
    if (!now.equals(loaded)) {
      throw new StageFailedException(
          """
          frozen auxiliary network changed while in use: found tensor digest %s, expected %s. \
          Discard the results of this unit and run it again."""
              .formatted(now, loaded));
    }
  }

  private Digest live() {
    List<byte[]> parts = new ArrayList<>();
    for (FoldedConvolution layer : pass.layers().values()) {
      parts.add(Transfer.download(layer.weight()).data());
      parts.add(Transfer.download(layer.bias()).data());
    }
    return Digest.of(parts);
  }

  /** Returns the live arrays of a layer, for tests that modify them. */
  FoldedConvolution layer(String convolution) {
    return Objects.requireNonNull(pass.layers().get(convolution), convolution);
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

  /** Returns the manager that owns the network's tensors. */
  public NDManager manager() {
    return manager;
  }

  @Override
  public void close() {
    manager.close();
  }
}
