package org.fedmas.partition.split;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.tables.image.IndexRow;

/**
 * Folds drawn from a seed, stratified by client and class. The test parts of all folds are disjoint
 * and cover everything.
 *
 * @param folds how many
 * @param fold which one's test part, 1…folds
 * @param seed of the draw
 */
public record RandomSplit(int folds, int fold, long seed) implements Split {

  public RandomSplit {
    if (folds < 2 || fold < 1 || fold > folds) {
      throw new IllegalArgumentException("fold " + fold + " of " + folds);
    }
  }

  @Override
  public SortedSet<String> testImages(List<IndexRow> images) {
    SortedSet<String> test = new TreeSet<>();
    Strata.of(images)
        .forEach(
            (client, classes) -> {
              // each class goes on where the one before it stopped, so remainders are spread
              int next = 0;
              for (Map.Entry<Integer, List<String>> stratum : classes.entrySet()) {
                RandomKey key = RandomKey.of(seed).with("split").with(client);
                List<String> ids = stratum.getValue();
                for (int i : key.with(stratum.getKey()).stream().permutation(ids.size())) {
                  if (next % folds == fold - 1) {
                    test.add(ids.get(i));
                  }
                  next++;
                }
              }
            });
    return test;
  }

  /** Images by client and class. */
  static final class Strata {

    private Strata() {}

    /** Client → class → image ids, everything sorted. */
    static Map<Integer, Map<Integer, List<String>>> of(List<IndexRow> images) {
      Map<Integer, Map<Integer, List<String>>> strata = new TreeMap<>();
      for (IndexRow image : images) {
        strata
            .computeIfAbsent(image.client(), c -> new TreeMap<>())
            .computeIfAbsent(image.label(), l -> new ArrayList<>())
            .add(image.imageId());
      }
      strata.values().forEach(classes -> classes.values().forEach(Collections::sort));
      return strata;
    }
  }
}
