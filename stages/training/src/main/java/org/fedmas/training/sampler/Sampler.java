package org.fedmas.training.sampler;

import java.util.List;
import org.fedmas.contract.random.RandomKey;

/** Which of its n images a client goes through in an epoch, and in which order. */
public sealed interface Sampler permits ClassAware, ClassBalanced, Shuffled {

  /** Returns every sampler, in the order in which they are listed to users. */
  static List<Sampler> all() {
    return List.of(new Shuffled(), new ClassBalanced(), new ClassAware());
  }

  /** Returns the name in a configuration. */
  String name();

  /**
   * Returns the images of one epoch, by their places; n of them.
   *
   * @param labels the class of each of the client's n images
   * @param key of this epoch; the result is a function of labels and key
   */
  int[] order(int[] labels, RandomKey key);
}
