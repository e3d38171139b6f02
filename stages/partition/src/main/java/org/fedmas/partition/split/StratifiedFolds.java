package org.fedmas.partition.split;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.fedmas.contract.random.RandomKey;

/**
 * A division of single images into folds: any two folds differ by at most one image in each class,
 * and in each class of each client.
 */
final class StratifiedFolds {

  private StratifiedFolds() {}

  /**
   * Returns the fold of every image.
   *
   * @param ordered images in {@link LabelledImage#ORDER}
   * @return image id → 0…folds−1
   */
  static Map<String, Integer> of(List<LabelledImage> ordered, int folds, RandomKey key) {
    Map<String, Integer> dealt = new HashMap<>();
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
        dealt.put(shuffled.get(i).imageId(), chosen);
      }
    }
    return dealt;
  }

  /**
   * Returns the order in which folds receive images of one cell. The remainder goes to the folds
   * with the fewest images of the class so far, then of the client. Thus a class with few images
   * per client still reaches as many test parts as possible.
   */
  private static int[] turns(RandomKey key, int[] ofClass, int[] ofClient) {
    int[] chance = key.stream().permutation(ofClass.length);
    return IntStream.range(0, ofClass.length)
        .boxed()
        .sorted(
            Comparator.<Integer>comparingInt(f -> ofClass[f])
                .thenComparingInt(f -> ofClient[f])
                .thenComparingInt(f -> chance[f]))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
