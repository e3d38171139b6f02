package org.fedmas.partition.split;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fedmas.contract.random.RandomKey;

/**
 * A division of groups of images into folds that is as even in each class of each client as the
 * groups allow.
 *
 * <p>Groups are dealt in order of size, largest first, because small groups fill the gaps that
 * large ones leave. Groups of equal size come in drawn order. Each group goes to the fold with the
 * smallest {@code Σ_cells g_kc · f_kc / n_kc}. Here g, f and n count the images of class c of
 * client k in the group, in the fold and in total. Ties are decided by the same sum over classes
 * alone, then by the size of the fold, then by chance.
 */
final class GroupedFolds {

  private final int folds;
  private final TreeMap<Long, Tally> cells = new TreeMap<>();
  private final TreeMap<Integer, Tally> classes = new TreeMap<>();
  private final int[] sizes;

  /** The images of one kind in each fold and in total. */
  private static final class Tally {
    private final int[] inFold;
    private int all;

    Tally(int folds) {
      inFold = new int[folds];
    }

    double difference(int fold, int other) {
      return (double) (inFold[fold] - inFold[other]) / all;
    }
  }

  private GroupedFolds(int folds) {
    this.folds = folds;
    this.sizes = new int[folds];
  }

  /**
   * Returns the fold of every image.
   *
   * @param ordered images in {@link LabelledImage#ORDER}
   * @return image id → 0…folds−1; equal for images of one group
   */
  static Map<String, Integer> of(List<LabelledImage> ordered, int folds, RandomKey key) {
    GroupedFolds dealer = new GroupedFolds(folds);
    for (LabelledImage image : ordered) {
      dealer.cell(image).all++;
      dealer.ofClass(image).all++;
    }
    List<Group> groups =
        Group.shuffled(Group.of(ordered), key.with("groups")).stream()
            .sorted(Comparator.comparingInt(Group::size).reversed())
            .toList();
    Map<String, Integer> dealt = new HashMap<>();
    for (int i = 0; i < groups.size(); i++) {
      Group group = groups.get(i);
      int fold = dealer.place(group, key.with("chance").with(i));
      group.members().forEach(image -> dealt.put(image.imageId(), fold));
    }
    return dealt;
  }

  private int place(Group group, RandomKey key) {
    int[] chance = key.stream().permutation(folds);
    int best = chance[0];
    for (int i = 1; i < folds; i++) {
      if (compare(group, chance[i], best) < 0) {
        best = chance[i];
      }
    }
    for (LabelledImage image : group.members()) {
      cell(image).inFold[best]++;
      ofClass(image).inFold[best]++;
      sizes[best]++;
    }
    return best;
  }

  private int compare(Group group, int fold, int other) {
    double ofCells = 0;
    double ofClasses = 0;
    for (LabelledImage image : group.members()) {
      ofCells += cell(image).difference(fold, other);
      ofClasses += ofClass(image).difference(fold, other);
    }
    double difference = ofCells == 0 ? ofClasses : ofCells;
    return difference == 0
        ? Integer.compare(sizes[fold], sizes[other])
        : Double.compare(difference, 0);
  }

  private Tally cell(LabelledImage image) {
    long key = ((long) image.client() << Integer.SIZE) + image.label();
    return cells.computeIfAbsent(key, k -> new Tally(folds));
  }

  private Tally ofClass(LabelledImage image) {
    return classes.computeIfAbsent(image.label(), k -> new Tally(folds));
  }
}
