package org.fedmas.tensors.network.layer;

/** The kind of a head's classifiers. */
public enum ClassifierKind {
  /** A linear function of the feature. */
  LINEAR {
    @Override
    public Classifier classifier(String name, int inputs, int classes) {
      return new Linear(name, inputs, classes);
    }
  },
  /** The cosine between the feature and a direction per class, for the loss {@code ldam}. */
  COSINES {
    @Override
    public Classifier classifier(String name, int inputs, int classes) {
      return new CosineClassifier(name, inputs, classes);
    }
  };

  /** Returns a classifier of this kind. */
  public abstract Classifier classifier(String name, int inputs, int classes);
}
