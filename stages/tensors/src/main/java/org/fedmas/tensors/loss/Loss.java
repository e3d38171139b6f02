package org.fedmas.tensors.loss;

import ai.djl.ndarray.NDArray;
import java.util.OptionalInt;
import org.fedmas.contract.config.Choice;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.config.Named;

/**
 * A classification loss. Logits are [n, classes], labels [n] int64, counts the training images per
 * class of the client that the batch comes from. Results belong to the logits' manager.
 */
public sealed interface Loss extends Named
    permits BalancedSoftmax,
        CrossEntropy,
        DifficultyAware,
        EffectiveNumber,
        FlambyFocal,
        Focal,
        InverseFrequency,
        LabelDistributionMargin,
        LogitCalibrated {

  /** Reads the chosen loss with its parameters. */
  static Loss read(ConfigReader reader) {
    return choice().read(reader).configured(reader.added());
  }

  /** Returns the losses with their published parameters. */
  static Choice<Loss> choice() {
    return Choice.of(
        "training.loss",
        "bsm",
        new CrossEntropy(),
        new BalancedSoftmax(),
        new Focal(2),
        FlambyFocal.published(),
        LabelDistributionMargin.published(),
        EffectiveNumber.published(),
        new InverseFrequency(),
        new LogitCalibrated(0.5),
        DifficultyAware.published());
  }

  /**
   * Returns this loss with its parameters as configured.
   *
   * @param reader a reader of keys that came after version 0.2
   */
  default Loss configured(ConfigReader reader) {
    return this;
  }

  /** Returns the loss of each sample, [n]; a weighted loss includes the sample's class weight. */
  NDArray perSample(NDArray logits, NDArray labels, long[] counts);

  /** Returns the loss of a batch, a scalar: the mean over samples, weighted in a weighted loss. */
  default NDArray batch(NDArray logits, NDArray labels, long[] counts) {
    return perSample(logits, labels, counts).mean();
  }

  /**
   * Returns whether the loss per sample can replace the divergence where λ = 0: values must be
   * comparable between classes and never negative.
   */
  default boolean standsForDivergence() {
    return true;
  }

  /** Returns whether the loss expects cosines of a normalised classifier instead of logits. */
  default boolean takesCosines() {
    return false;
  }

  /** Returns whether the loss compensates for unequal class frequencies. */
  default boolean compensates() {
    return false;
  }

  /** Returns the number of classes that the loss is made for; empty if it accepts any number. */
  default OptionalInt classes() {
    return OptionalInt.empty();
  }

  /** Returns whether the loss depends on the received model's loss of each class. */
  default boolean needsClassLosses() {
    return false;
  }

  /**
   * Returns the loss for a round in which the received model has these losses; most losses never
   * change.
   *
   * @param lossSums cross entropy per class, summed over the training images of all participants
   * @param counts number of these images per class
   */
  default Loss measured(double[] lossSums, long[] counts) {
    return this;
  }

  /** Returns whether the loss changes over the rounds. */
  default boolean usesRounds() {
    return false;
  }

  /**
   * Returns the loss for a round; most losses never change.
   *
   * @param round from 0
   * @param rounds number of rounds of the run
   */
  default Loss inRound(int round, int rounds) {
    return this;
  }
}
