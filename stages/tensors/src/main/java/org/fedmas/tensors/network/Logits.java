package org.fedmas.tensors.network;

/** What a head's classifiers say about a class. */
public enum Logits {
  /** A linear function of the feature. */
  LINEAR {
    @Override
    Classifier classifier(String name, int inputs, int classes) {
      return new Linear(name, inputs, classes);
    }
  },
  /** The cosine between the feature and the class's direction, for the loss {@code ldam}. */
  COSINES {
    @Override
    Classifier classifier(String name, int inputs, int classes) {
      return new CosineClassifier(name, inputs, classes);
    }
  };

  abstract Classifier classifier(String name, int inputs, int classes);
}
