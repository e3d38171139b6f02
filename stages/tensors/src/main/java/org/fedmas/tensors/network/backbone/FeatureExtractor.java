package org.fedmas.tensors.network.backbone;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Optional;
import org.fedmas.contract.config.Named;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tensors.network.layer.Layout;

/** A network that maps images to feature vectors: the architecture of an auxiliary network. */
public interface FeatureExtractor extends Named {

  /** Returns the width of its feature vectors. */
  int features();

  /** Returns the tensors that it computes with, in the order of PyTorch's state dict. */
  Layout layout();

  /**
   * Returns the names of tensors that a checkpoint may hold although no feature depends on them. A
   * name that ends with {@code *} stands for all names with that beginning.
   */
  List<String> ignored();

  /**
   * Checks that the network accepts images of this size.
   *
   * @throws ConfigException naming the accepted sizes, if it does not
   */
  void requireImages(long height, long width);

  /**
   * Returns the multiply-adds of an image of 224×224 pixels as a multiple of those of ResNet-18,
   * for estimates of time.
   */
  double cost();

  /** Returns sentences about the use of the network on square images of this side, in pixels. */
  default List<String> cautions(int side) {
    return List.of();
  }

  /** Returns the network as one whose statistics can adapt; empty if it has no statistics. */
  default Optional<Backbone> adapting() {
    return Optional.empty();
  }

  /**
   * Returns the layers with the values of a state, for images with ImageNet's normalisation.
   *
   * @param manager owns the tensors, on its device
   * @throws MissingInputException if the state lacks an entry or has another shape for it
   */
  FrozenLayers frozen(ModelState state, NDManager manager);
}
