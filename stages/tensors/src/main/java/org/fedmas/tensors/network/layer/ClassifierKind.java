package org.fedmas.tensors.network.layer;

/** The kind of a head's classifiers. */
public enum ClassifierKind {
  /** A linear function of the feature. */
  LINEAR,
  /** The cosine between the feature and a direction per class, for the loss {@code ldam}. */
  COSINES;

  /** Returns a classifier of this kind. */
  public Classifier classifier(String name, int inputs, int classes) {
    return this == LINEAR
        ? new Linear(name, inputs, classes)
        : new CosineClassifier(name, inputs, classes);
  }
}
