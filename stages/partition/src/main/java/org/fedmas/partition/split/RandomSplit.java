package org.fedmas.partition.split;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.partition.PartitionRow;

/**
 * Cross-validation folds, stratified by client and class. The test parts of the folds are disjoint
 * and cover everything; any two of them differ by at most one image in each class, and in each
 * class of each client.
 *
 * @param folds how many, at least 2
 * @param fold which one this is, 1…folds
 * @param seed other seeds give other folds; equal ones give folds that fit together
 */
public record RandomSplit(int folds, int fold, long seed) implements Split {

  /** Folds where nothing else is asked for. */
  public static final int DEFAULT_FOLDS = 5;

  public RandomSplit {
    if (folds < 2) {
      throw new ConfigException("split.folds: found " + folds + ", expected 2 or more");
    }
    if (fold < 1 || fold > folds) {
      throw new ConfigException("fold: found " + fold + ", expected 1…" + folds);
    }
  }

  @Override
  public List<PartitionRow> assign(List<LabelledImage> images) {
    List<LabelledImage> ordered = LabelledImage.ordered(images);
    Set<String> test = new HashSet<>();
    RandomKey key = RandomKey.of(seed).with("split").with(folds);
    TreeMap<Integer, int[]> perClass = new TreeMap<>();
    TreeMap<Integer, int[]> perClient = new TreeMap<>();
    for (Cells.Cell<LabelledImage> cell :
        Cells.of(ordered, LabelledImage::client, LabelledImage::label)) {
      int[] ofClass = perClass.computeIfAbsent(cell.label(), c -> new int[folds]);
      int[] ofClient = perClient.computeIfAbsent(cell.client(), c -> new int[folds]);
      int[] turns =
          turns(key.with("turn").with(cell.client()).with(cell.label()), ofClass, ofClient);
      List<LabelledImage> shuffled = cell.shuffled(key.with("order"));
      for (int i = 0; i < shuffled.size(); i++) {
        int chosen = turns[i % folds];
        ofClass[chosen]++;
        ofClient[chosen]++;
        if (chosen == fold - 1) {
          test.add(shuffled.get(i).imageId());
        }
      }
    }
    List<PartitionRow> rows = new ArrayList<>();
    for (LabelledImage image : ordered) {
      Part part = test.contains(image.imageId()) ? Part.TEST : Part.TRAIN;
      rows.add(new PartitionRow(image.imageId(), image.client(), image.label(), part));
    }
    return List.copyOf(rows);
  }

  /**
   * The order in which folds take images of one cell. The remainder goes to those that have fewest
   * of the class so far, then fewest of the client: so a class of which each client has one or two
   * images still reaches as many test parts as it can.
   */
  private int[] turns(RandomKey key, int[] ofClass, int[] ofClient) {
    int[] chance = key.stream().permutation(folds);
    return IntStream.range(0, folds)
        .boxed()
        .sorted(
            Comparator.<Integer>comparingInt(f -> ofClass[f])
                .thenComparingInt(f -> ofClient[f])
                .thenComparingInt(f -> chance[f]))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
