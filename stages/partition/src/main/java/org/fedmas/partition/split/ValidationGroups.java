package org.fedmas.partition.split;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The choice of whole groups for the validation part. Groups are taken in drawn order, first as far
 * as they fit into the shares of their clients, then as far as they fit into what their class still
 * lacks. A class that has none after that gives its smallest group, even if that is larger than its
 * quota, unless a class would lose its last training image.
 */
final class ValidationGroups {

  private final ValidationQuota quota;
  private final List<Group> left;
  private final TreeMap<Integer, Integer> training = new TreeMap<>();
  private final TreeMap<Integer, Integer> heldOfClass = new TreeMap<>();
  private final TreeMap<Long, Integer> heldOfCell = new TreeMap<>();
  private final Set<String> held = new HashSet<>();

  private ValidationGroups(ValidationQuota quota, List<Group> groups) {
    this.quota = quota;
    this.left = new ArrayList<>(groups);
    groups.forEach(group -> group.members().forEach(image -> count(training, image, 1)));
  }

  /**
   * Returns the ids of the images that are held back.
   *
   * @param groups the training images, in drawn order
   */
  static Set<String> held(ValidationQuota quota, List<Group> groups) {
    ValidationGroups choice = new ValidationGroups(quota, groups);
    choice.takeAll(image -> choice.fitsClient(image) && choice.fitsClass(image));
    choice.takeAll(choice::fitsClass);
    for (int label : new TreeSet<>(choice.training.keySet())) {
      if (quota.of(label) > 0 && choice.heldOfClass.getOrDefault(label, 0) == 0) {
        choice.takeSmallest(label);
      }
    }
    return choice.held;
  }

  /** Takes every group that fits after its images are counted one by one. */
  private void takeAll(Predicate<LabelledImage> fits) {
    left.removeIf(
        group -> {
          add(group, 1);
          boolean fitting = group.members().stream().allMatch(fits);
          if (!fitting) {
            add(group, -1);
          }
          return fitting;
        });
  }

  private void takeSmallest(int label) {
    left.stream()
        .filter(group -> group.members().stream().anyMatch(image -> image.label() == label))
        .filter(this::leavesTrainingImages)
        .min(Comparator.comparingInt(Group::size))
        .ifPresent(
            group -> {
              add(group, 1);
              left.remove(group);
            });
  }

  private boolean leavesTrainingImages(Group group) {
    TreeMap<Integer, Integer> own = new TreeMap<>();
    group.members().forEach(image -> count(own, image, 1));
    return own.entrySet().stream()
        .allMatch(
            one ->
                training.getOrDefault(one.getKey(), 0)
                        - heldOfClass.getOrDefault(one.getKey(), 0)
                        - one.getValue()
                    > 0);
  }

  private void add(Group group, int times) {
    for (LabelledImage image : group.members()) {
      count(heldOfClass, image, times);
      heldOfCell.merge(cell(image), times, Integer::sum);
      if (times > 0) {
        held.add(image.imageId());
      } else {
        held.remove(image.imageId());
      }
    }
  }

  private static void count(TreeMap<Integer, Integer> classes, LabelledImage image, int times) {
    classes.merge(image.label(), times, Integer::sum);
  }

  private boolean fitsClient(LabelledImage image) {
    return heldOfCell.getOrDefault(cell(image), 0) <= quota.of(image.client(), image.label());
  }

  private boolean fitsClass(LabelledImage image) {
    return heldOfClass.getOrDefault(image.label(), 0) <= quota.of(image.label());
  }

  private static long cell(LabelledImage image) {
    return ((long) image.client() << Integer.SIZE) + image.label();
  }
}
