package org.fedmas.tensors.network.layer;

/** What a head's classifiers say about a class. */
public enum ClassifierKind {
  /** A linear function of the feature. */
  LINEAR {
    @Override
    public Classifier classifier(String name, int inputs, int classes) {
      return new Linear(name, inputs, classes);
    }
  },
  /** The cosine between the feature and the class's direction, for the loss {@code ldam}. */
  COSINES {
    @Override
    public Classifier classifier(String name, int inputs, int classes) {
      return new CosineClassifier(name, inputs, classes);
    }
  };

  public abstract Classifier classifier(String name, int inputs, int classes);
}
