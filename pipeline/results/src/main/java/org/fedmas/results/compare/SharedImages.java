package org.fedmas.results.compare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.fedmas.results.metric.RankedPredictions;
import org.fedmas.results.metric.TestImages;
import org.fedmas.results.score.TestPredictions;

/**
 * The test images that runs have to share, in the order, clients and lesions of one of them. Images
 * are told apart by name, since other configurations may give them to other clients.
 */
public final class SharedImages {

  private final RunEntry.Scored reference;

  /** Name → place. */
  private final Map<String, Integer> places;

  private SharedImages(RunEntry.Scored reference) {
    this.reference = reference;
    this.places = places(reference.test());
  }

  /** Creates the images of a run. */
  public static SharedImages of(RunEntry.Scored reference) {
    return new SharedImages(reference);
  }

  /** Returns the run whose order, clients and lesions count. */
  public RunEntry.Scored reference() {
    return reference;
  }

  /** Returns the images. */
  public TestImages images() {
    return reference.test().images();
  }

  /** Returns the difference that keeps a run from being compared; empty if there is none. */
  public Optional<String> difference(RunEntry.Scored other) {
    List<String> classes = reference.metrics().classes();
    List<String> others = other.metrics().classes();
    if (!others.equals(classes)) {
      return Optional.of(
          "cannot compare run %s: found the classes %s, expected those of run %s, %s"
              .formatted(other.name(), others, reference.name(), classes));
    }
    Set<String> lacking = new TreeSet<>(places.keySet());
    Map<String, Integer> found = places(other.test());
    lacking.removeAll(found.keySet());
    Set<String> further = new TreeSet<>(found.keySet());
    further.removeAll(places.keySet());
    if (!lacking.isEmpty() || !further.isEmpty()) {
      return Optional.of(
          """
          cannot compare run %s%s: found %s test images, expected the %s of run %s%s; %s. \
          Compare runs of one data set, split and fold; fedmas folds takes several folds"""
              .formatted(
                  other.name(),
                  fold(other),
                  found.size(),
                  places.size(),
                  reference.name(),
                  fold(reference),
                  listed(lacking, further)));
    }
    List<String> labels = new ArrayList<>();
    places.forEach(
        (image, place) -> {
          int label = other.test().images().label(found.getOrDefault(image, 0));
          if (label != images().label(place)) {
            labels.add(
                "%s is %s instead of %s"
                    .formatted(image, classes.get(label), classes.get(images().label(place))));
          }
        });
    return labels.isEmpty()
        ? Optional.empty()
        : Optional.of(
            """
            cannot compare run %s: found %s test images of other classes than in run %s, such as \
            %s. Compare runs of one data set"""
                .formatted(other.name(), labels.size(), reference.name(), labels.get(0)));
  }

  private static String fold(RunEntry.Scored run) {
    return " (fold %s)".formatted(run.metrics().fold());
  }

  private static String listed(Set<String> lacking, Set<String> further) {
    List<String> parts = new ArrayList<>();
    if (!lacking.isEmpty()) {
      parts.add("%s are missing, such as %s".formatted(lacking.size(), lacking.iterator().next()));
    }
    if (!further.isEmpty()) {
      parts.add("%s are others, such as %s".formatted(further.size(), further.iterator().next()));
    }
    return String.join(", ", parts);
  }

  /** Returns whether a run holds some of the images at other clients, or in other lesions. */
  public boolean isRearranged(RunEntry.Scored other) {
    Map<String, Integer> found = places(other.test());
    return places.entrySet().stream()
        .anyMatch(
            image -> {
              int here = image.getValue();
              int there = found.getOrDefault(image.getKey(), 0);
              return images().client(here) != other.test().images().client(there)
                  || !reference
                      .test()
                      .lesionNames()
                      .get(here)
                      .equals(other.test().lesionNames().get(there));
            });
  }

  /** Returns the predictions of a run without a difference, for these images in their order. */
  public RankedPredictions predictions(RunEntry.Scored other) {
    RankedPredictions theirs = other.test().predictions();
    if (other.test() == reference.test()) {
      return theirs;
    }
    Map<String, Integer> found = places(other.test());
    int[] predicted = new int[places.size()];
    double[][] probabilities = new double[places.size()][images().classes()];
    places.forEach(
        (image, place) -> {
          int there = found.getOrDefault(image, 0);
          predicted[place] = theirs.predicted(there);
          for (int c = 0; c < probabilities[place].length; c++) {
            probabilities[place][c] = theirs.probability(there, c);
          }
        });
    return new RankedPredictions(images(), predicted, probabilities);
  }

  /** Returns the place of each name; a name that occurs again gets a number. */
  private static Map<String, Integer> places(TestPredictions test) {
    Map<String, Integer> places = new LinkedHashMap<>();
    Map<String, Integer> seen = new HashMap<>();
    for (int image = 0; image < test.imageIds().size(); image++) {
      String id = test.imageIds().get(image);
      int again = seen.merge(id, 1, Integer::sum);
      places.put(again == 1 ? id : id + " #" + again, image);
    }
    return places;
  }
}
