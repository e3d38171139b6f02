package org.fedmas.tensors.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.fedmas.contract.Digest;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.contract.error.StageFailedException;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tensors.Autograd;
import org.fedmas.tensors.Transfer;
import org.fedmas.tensors.network.backbone.FeatureExtractor;
import org.fedmas.tensors.network.backbone.FrozenLayers;

/**
 * A frozen feature extractor, always in evaluation mode: the auxiliary network of Fed-MAS. Folding
 * the normalisations of a backbone into the convolutions before them nearly halves its computing
 * time.
 *
 * @param extractor the architecture
 * @param layers the layers with their values
 * @param identity digest of the parameters and statistics that the network was built from
 * @param loaded digest of the layers' tensors when they were loaded
 * @param manager owner of the network's tensors
 */
public record FeatureNetwork(
    FeatureExtractor extractor,
    FrozenLayers layers,
    Digest identity,
    Digest loaded,
    NDManager manager)
    implements AutoCloseable {

  /**
   * Returns a network with the values of a state. Tensors of the state that the architecture does
   * not have are ignored.
   *
   * @param parent owns the tensors, on its device
   * @throws MissingInputException if the state lacks an entry or has another shape for it
   */
  public static FeatureNetwork of(FeatureExtractor extractor, ModelState state, NDManager parent) {
    ModelState own = extractor.layout().of(state);
    NDManager manager = parent.newSubManager();
    FrozenLayers layers = extractor.frozen(own, manager);
    return new FeatureNetwork(extractor, layers, own.digest(), digest(layers), manager);
  }

  /**
   * Checks that the layers' tensors in the engine's memory have not changed since they were loaded.
   *
   * @throws StageFailedException if their digest differs
   */
  public void requireUnchanged() {
    Digest now = digest(layers);
    if (!now.equals(loaded)) {
      throw new StageFailedException(
          """
          frozen auxiliary network changed while in use: found tensor digest %s, expected %s. \
          Discard the results of this unit and run it again."""
              .formatted(now, loaded));
    }
  }

  private static Digest digest(FrozenLayers layers) {
    List<byte[]> parts =
        layers.tensors().stream().map(tensor -> Transfer.download(tensor).data()).toList();
    return Digest.of(parts);
  }

  /** Returns the width of the features. */
  public int features() {
    return extractor.features();
  }

  /**
   * Computes the features of images, without gradients.
   *
   * @param x [n, 3, h, w] float32 with ImageNet's normalisation, best with channels last in memory;
   *     owns the result
   * @return [n, features]
   */
  public NDArray features(NDArray x) {
    extractor.requireImages(x.getShape().get(2), x.getShape().get(3));
    try (Autograd.Recording off = Autograd.paused()) {
      return layers.features(x);
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
