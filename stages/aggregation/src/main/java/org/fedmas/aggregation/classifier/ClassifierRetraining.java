package org.fedmas.aggregation.classifier;

import java.util.List;
import java.util.Optional;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.config.RunKeys;

/**
 * Re-training of the classifier on synthetic features whose gradients match those of the clients.
 *
 * <p>Source: arXiv 2204.13399 (CReFF), shangxinyi/CReFF-FL fbec98f; here without its augmentation,
 * and classes that were never matched are left out.
 *
 * @param perClass M, synthetic features per class
 * @param matchingSteps steps of gradient descent on the features in each round
 * @param matchingRate their rate
 * @param epochs passes over the features that train the classifier
 * @param learningRate the rate of this training
 * @param batch features per step of this training
 * @param seed of everything that is drawn
 */
public record ClassifierRetraining(
    int perClass,
    int matchingSteps,
    double matchingRate,
    int epochs,
    double learningRate,
    int batch,
    long seed) {

  /** The key. */
  public static final String KEY = "classifier.retraining";

  private static final String NONE = "none";

  /** Reads the keys; empty without re-training. */
  public static Optional<ClassifierRetraining> read(ConfigReader reader) {
    if (reader.added().choice(KEY, NONE, List.of(NONE, "creff")).equals(NONE)) {
      return Optional.empty();
    }
    return Optional.of(
        new ClassifierRetraining(
            reader.integer("creff.features", 100, 1, 10_000),
            reader.integer("creff.matching-steps", 100, 1, 100_000),
            reader.number("creff.matching-rate", 0.1, 0, 1e3),
            reader.integer("creff.epochs", 300, 1, 100_000),
            reader.number("creff.learning-rate", 0.01, 0, 1e3),
            reader.integer("creff.batch-size", 32, 1, 65_536),
            RunKeys.seed(reader)));
  }
}
