package org.fedmas.training.sampler;

import org.fedmas.contract.config.Choice;
import org.fedmas.contract.config.Named;
import org.fedmas.contract.random.RandomKey;

/** A rule for the images of one epoch, of the n that a client has, and their order. */
public sealed interface Sampler extends Named permits ClassAware, ClassBalanced, Shuffled {

  /** Returns the samplers. */
  static Choice<Sampler> choice() {
    return Choice.of(
        "training.sampler", "shuffled", new Shuffled(), new ClassBalanced(), new ClassAware());
  }

  /** Returns whether every image comes once. */
  default boolean isPlain() {
    return false;
  }

  /**
   * Returns the images of one epoch, as n indexes.
   *
   * @param labels the class of each of the client's n images
   * @param key the random key of this epoch
   */
  int[] order(int[] labels, RandomKey key);
}
