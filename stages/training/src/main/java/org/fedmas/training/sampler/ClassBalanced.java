package org.fedmas.training.sampler;

import java.util.List;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.contract.random.RandomStream;

/**
 * The sampler that draws with replacement, each image with probability proportional to 1/n_kc: a
 * present class first, then one of its images.
 */
public record ClassBalanced() implements Sampler {

  @Override
  public String id() {
    return "class-balanced";
  }

  @Override
  public int[] order(int[] labels, RandomKey key) {
    List<int[]> classes = ClassMembers.of(labels);
    RandomStream stream = key.stream();
    int[] order = new int[labels.length];
    for (int i = 0; i < order.length; i++) {
      int[] members = classes.get(stream.below(classes.size()));
      order[i] = members[stream.below(members.length)];
    }
    return order;
  }
}
