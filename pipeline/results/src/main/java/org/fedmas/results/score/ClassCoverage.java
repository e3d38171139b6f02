package org.fedmas.results.score;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.fedmas.results.report.ScoreCaveat;
import org.fedmas.results.report.ScoreCaveat.Kind;
import org.fedmas.results.report.Selection;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.partition.PartitionRow;

/**
 * The classes that the images of each part have, over all clients.
 *
 * @param classes class names
 * @param images part → number of images per class
 */
public record ClassCoverage(List<String> classes, Map<Part, int[]> images) {

  private static final int MOST_NAMED = 10;

  /** Returns the coverage of the images of a partition. */
  public static ClassCoverage of(List<String> classes, List<PartitionRow> rows) {
    Map<Part, int[]> images = new EnumMap<>(Part.class);
    for (PartitionRow row : rows) {
      images.computeIfAbsent(row.part(), part -> new int[classes.size()])[row.label()]++;
    }
    return new ClassCoverage(classes, images);
  }

  /** Returns whether a part has no image. */
  boolean isEmpty(Part part) {
    return classesIn(part).isEmpty();
  }

  /** Returns the number of images of each class in a part. */
  int[] count(Part part) {
    return images.getOrDefault(part, new int[classes.size()]).clone();
  }

  /** Returns the number of classes that the images of a part have. */
  int present(Part part) {
    return classesIn(part).size();
  }

  /** Returns the classes that a score over a part's images is over, in words. */
  public String scored(Part part) {
    return of(present(part), classes.size());
  }

  /** Returns a number of classes in words, such as "7 of 8 classes". */
  public static String of(int present, int all) {
    return present == all ? all + " classes" : present + " of " + all + " classes";
  }

  /**
   * Returns the images that rounds are in fact selected on.
   *
   * @param configured the images to select on
   */
  public Selection selection(Selection configured) {
    return switch (configured) {
      case VALIDATION -> isEmpty(Part.VALIDATION) ? Selection.LAST : configured;
      case TEST -> isEmpty(Part.TEST) ? Selection.LAST : configured;
      case LAST -> configured;
    };
  }

  /**
   * Returns what a reader of the scores has to know, in a fixed order.
   *
   * @param configured the images to select the best round on
   */
  public List<ScoreCaveat> caveats(Selection configured) {
    List<ScoreCaveat> caveats = new ArrayList<>();
    TreeSet<Integer> trained = classesIn(Part.TRAIN);
    TreeSet<Integer> validated = classesIn(Part.VALIDATION);
    TreeSet<Integer> tested = classesIn(Part.TEST);
    boolean onValidation = configured == Selection.VALIDATION;
    if (onValidation && validated.isEmpty()) {
      caveats.add(
          new ScoreCaveat(
              Kind.NO_VALIDATION_IMAGES,
              """
              no client holds validation images (no class has two training images or, under \
              split.kind: lesion, two lesions): the last round is selected, not the best"""));
    }
    if (tested.isEmpty()) {
      caveats.add(
          new ScoreCaveat(
              Kind.NO_TEST_IMAGES,
              """
              no test images: the run will have no test scores%s; check split.kind, or part and fold of \
              the table"""
                  .formatted(configured == Selection.TEST ? " and selects the last round" : "")));
    }
    oneClass(trained, validated, tested).ifPresent(caveats::add);
    TreeSet<Integer> untrained = new TreeSet<>(tested);
    untrained.removeAll(trained);
    if (!untrained.isEmpty()) {
      caveats.add(
          new ScoreCaveat(
              Kind.UNTRAINED_CLASS,
              """
              test images of %s, but no training image: no model can know them, and their recall counts \
              in the balanced accuracy"""
                  .formatted(names(untrained))));
    }
    TreeSet<Integer> unvalidated = new TreeSet<>(tested);
    unvalidated.removeAll(validated);
    if (onValidation && !validated.isEmpty() && !unvalidated.isEmpty()) {
      caveats.add(
          new ScoreCaveat(
              Kind.FEWER_VALIDATION_CLASSES,
              """
              validation images lack %s of the %s classes of the test images (%s): the best round is \
              selected on fewer classes than it is tested on"""
                  .formatted(unvalidated.size(), tested.size(), names(unvalidated))));
    }
    return caveats;
  }

  private Optional<ScoreCaveat> oneClass(
      TreeSet<Integer> trained, TreeSet<Integer> validated, TreeSet<Integer> tested) {
    TreeSet<Integer> all = new TreeSet<>(trained);
    all.addAll(validated);
    all.addAll(tested);
    if (all.size() == 1) {
      return Optional.of(
          new ScoreCaveat(
              Kind.ONE_CLASS,
              "all images are of one class, %s: every model is right, whatever it learnt; expected two classes or more"
                  .formatted(names(all))));
    }
    return tested.size() == 1
        ? Optional.of(
            new ScoreCaveat(
                Kind.ONE_CLASS,
                "all test images are of one class, %s: the test scores say nothing about the other classes"
                    .formatted(names(tested))))
        : Optional.empty();
  }

  private TreeSet<Integer> classesIn(Part part) {
    TreeSet<Integer> present = new TreeSet<>();
    int[] counts = images.getOrDefault(part, new int[0]);
    for (int c = 0; c < counts.length; c++) {
      if (counts[c] > 0) {
        present.add(c);
      }
    }
    return present;
  }

  private String names(TreeSet<Integer> labels) {
    return labels.stream().limit(MOST_NAMED).map(classes::get).collect(Collectors.joining(", "))
        + (labels.size() > MOST_NAMED ? ", …" : "");
  }
}
