package org.fedmas.training.sampler;

import java.util.List;
import org.fedmas.contract.random.RandomKey;

/** The choice and order of a client's images in an epoch ({@code training.sampler}). */
public sealed interface Sampler permits ClassAware, ClassBalanced, Shuffled {

  /** Returns every sampler, in the order in which they are listed to users. */
  static List<Sampler> all() {
    return List.of(new Shuffled(), new ClassBalanced(), new ClassAware());
  }

  /** Returns the name in a configuration. */
  String name();

  /**
   * Returns the images of one epoch, as n indexes.
   *
   * @param labels the class of each of the client's n images
   * @param key the random key of this epoch
   */
  int[] order(int[] labels, RandomKey key);
}
