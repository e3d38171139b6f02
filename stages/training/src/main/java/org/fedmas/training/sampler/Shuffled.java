package org.fedmas.training.sampler;

import org.fedmas.contract.random.RandomKey;

/** The sampler that takes every image once, in random order. */
public record Shuffled() implements Sampler {

  @Override
  public String id() {
    return "shuffled";
  }

  @Override
  public boolean isPlain() {
    return true;
  }

  @Override
  public int[] order(int[] labels, RandomKey key) {
    return key.stream().permutation(labels.length);
  }
}
