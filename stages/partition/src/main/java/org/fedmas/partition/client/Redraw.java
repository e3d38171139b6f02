package org.fedmas.partition.client;

import java.util.List;
import java.util.SortedMap;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.partition.split.Group;
import org.fedmas.partition.split.LabelledImage;

/**
 * The repetition of a draw of proportions until every client has enough images. The first draw is
 * that of the key itself, so it does not depend on the minimum; each further one has the number of
 * the attempt in its key.
 *
 * @param rule the rule that draws
 * @param minimum the least number of images per client, 0 to accept the first draw
 */
record Redraw(Clients.Simulated rule, int minimum) {

  static final String KEY = "partition.minimum";

  /** The number of draws after which the minimum is taken for out of reach. */
  static final int ATTEMPTS = 1000;

  /** A draw of proportions over the clients. */
  @FunctionalInterface
  interface Draw {

    /** Returns the proportions of a class under one key of random numbers. */
    double[] shares(RandomKey key, int label);
  }

  /**
   * Divides the images by the first proportions that give every client the minimum.
   *
   * @param classes class → groups in drawn order
   * @throws ConfigException if the data set has too few images, or no draw was even enough
   */
  List<LabelledImage> deal(SortedMap<Integer, List<Group>> classes, RandomKey key, Draw draw) {
    long images = classes.values().stream().flatMap(List::stream).mapToLong(Group::size).sum();
    long least = images / rule.clients();
    if (minimum > least) {
      throw new ConfigException(
          """
          %s: found %s for %s clients, expected at most %s, since the data set has %s images. Lower \
          it or partition.clients"""
              .formatted(KEY, minimum, rule.clients(), least, images));
    }
    int best = 0;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      RandomKey drawn = attempt == 0 ? key : key.with("attempt").with(attempt);
      List<LabelledImage> dealt = Shares.deal(classes, label -> draw.shares(drawn, label));
      int fewest = fewest(dealt);
      if (fewest >= minimum) {
        return dealt;
      }
      best = Math.max(best, fewest);
    }
    throw new ConfigException(
        """
        %s: found %s, expected at most %s, the most that the smallest of %s clients had in %s draws \
        of partition.kind: %s. Lower it, raise partition.alpha, lower partition.clients or choose \
        another partition.seed"""
            .formatted(KEY, minimum, best, rule.clients(), ATTEMPTS, rule.id()));
  }

  private int fewest(List<LabelledImage> dealt) {
    int[] images = new int[rule.clients()];
    dealt.forEach(image -> images[image.client()]++);
    int fewest = images[0];
    for (int count : images) {
      fewest = Math.min(fewest, count);
    }
    return fewest;
  }
}
