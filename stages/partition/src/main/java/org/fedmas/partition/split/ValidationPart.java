package org.fedmas.partition.split;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.tables.image.IndexRow;

/**
 * The training images that are held back to choose the best round: a share of each client's images
 * of each class, rounded down; classes of fewer than 10 images give none.
 *
 * @param fraction 0…1
 * @param seed of the draw
 */
public record ValidationPart(double fraction, long seed) {

  private static final int FEWEST = 10;

  /** The ids of the images that are held back. */
  public SortedSet<String> images(List<IndexRow> training) {
    SortedSet<String> held = new TreeSet<>();
    RandomSplit.Strata.of(training)
        .forEach(
            (client, classes) ->
                classes.forEach(
                    (label, ids) -> {
                      int count = ids.size() < FEWEST ? 0 : (int) (fraction * ids.size());
                      int[] order =
                          RandomKey.of(seed)
                              .with("validation")
                              .with(client)
                              .with(label)
                              .stream()
                              .permutation(ids.size());
                      for (int i = 0; i < count; i++) {
                        held.add(ids.get(order[i]));
                      }
                    }));
    return held;
  }
}
