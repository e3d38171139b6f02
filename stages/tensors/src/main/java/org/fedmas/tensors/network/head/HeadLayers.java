package org.fedmas.tensors.network.head;

import ai.djl.ndarray.NDArray;
import org.fedmas.tensors.network.layer.Classifier;
import org.fedmas.tensors.network.layer.ClassifierKind;
import org.fedmas.tensors.network.layer.LayerGraph;
import org.fedmas.tensors.network.layer.LayoutBuilder;
import org.fedmas.tensors.network.layer.PlainPass;
import org.jspecify.annotations.Nullable;

/** The layers of a head. */
public record HeadLayers(
    Classifier classifier,
    @Nullable Projection feature,
    @Nullable Projection free,
    @Nullable Classifier freeClassifier) {

  /** Returns the layers of a head with {@code fc}, after the projection if one is given. */
  static HeadLayers of(
      int features, int classes, @Nullable Projection feature, ClassifierKind kind) {
    int width = feature == null ? features : feature.outputs();
    return new HeadLayers(kind.classifier("fc", width, classes), feature, null, null);
  }

  HeadLayers withAuxiliary(int features, int dimension, ClassifierKind kind) {
    return new HeadLayers(
        classifier,
        feature,
        Projection.normalised("p_free", features, features, dimension),
        kind.classifier("fc_free", dimension, classifier.outputs()));
  }

  /** Adds the tensors of all layers, in the order of the state dict. */
  public void declare(LayoutBuilder layout) {
    classifier.declare(layout);
    if (feature != null) {
      feature.declare(layout);
    }
    if (free != null && freeClassifier != null) {
      free.declare(layout);
      freeClassifier.declare(layout);
    }
  }

  /** Returns the input of {@code fc}. Consumes the trunk's features unless they are the result. */
  public NDArray entering(PlainPass pass, NDArray features) {
    if (feature == null) {
      return features;
    }
    try (features) {
      return feature.apply(pass, features);
    }
  }

  /** Returns only the logits; consumes the trunk's features. */
  public NDArray logits(PlainPass pass, NDArray features) {
    try (NDArray entering = entering(pass, features)) {
      return classifier.apply(pass, entering);
    }
  }

  /**
   * Adds the layers that the logits depend on to a graph.
   *
   * @param features the name of the trunk's features, [n, width]
   * @return the name of the logits, [n, classes]
   */
  public String draw(LayerGraph graph, String features) {
    return classifier.draw(graph, feature == null ? features : feature.draw(graph, features));
  }

  /**
   * Returns only the auxiliary projection; consumes the trunk's features.
   *
   * @throws IllegalStateException if the head has no auxiliary projection
   */
  public NDArray projection(PlainPass pass, NDArray features) {
    try (features) {
      return Outputs.require(free == null ? null : free.apply(pass, features));
    }
  }

  /**
   * Computes all outputs; consumes the trunk's features unless they are {@code fc}'s input. Dropout
   * acts on what {@code fc} alone reads: no projection and no returned feature has it.
   */
  public Outputs apply(PlainPass pass, NDArray features) {
    NDArray projection = free == null ? null : free.apply(pass, features);
    NDArray freeLogits =
        freeClassifier == null || projection == null
            ? null
            : freeClassifier.apply(pass, projection);
    NDArray entering = entering(pass, features);
    NDArray kept = pass.mask().features(entering);
    return new Outputs(entering, classifier.apply(pass, kept), projection, freeLogits);
  }
}
