package org.fedmas.results.folds;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fedmas.contract.error.ExitCode;
import org.fedmas.results.compare.Method;
import org.fedmas.results.compare.RunEntry;
import org.fedmas.results.compare.SharedImages;
import org.fedmas.results.metric.TestImages;
import org.fedmas.results.report.RunMetrics;

/**
 * The test images of each fold, which all methods have to share.
 *
 * @param ofFolds fold → images, ascending
 */
record FoldImages(SortedMap<Integer, SharedImages> ofFolds) {

  /** Returns the images of the baseline's runs; of the first other run in folds that it lacks. */
  static FoldImages of(Method baseline, List<Method> rows) {
    SortedMap<Integer, SharedImages> ofFolds = new TreeMap<>();
    List<RunEntry.Scored> inOrder = new ArrayList<>(baseline.runs());
    rows.forEach(row -> inOrder.addAll(row.runs()));
    for (RunEntry.Scored run : inOrder) {
      boolean known = ofFolds.containsKey(run.metrics().fold());
      if (!known && run.metrics().classes().equals(inOrder.get(0).metrics().classes())) {
        ofFolds.put(run.metrics().fold(), SharedImages.of(run));
      }
    }
    return new FoldImages(ofFolds);
  }

  /** Returns a run, or the gap that takes its place if it does not share its fold's images. */
  RunEntry checked(RunEntry entry) {
    if (entry instanceof RunEntry.Scored scored) {
      SharedImages images = ofFolds.get(scored.metrics().fold());
      Optional<String> difference =
          images == null
              ? first().difference(scored) // no fold of its own only where classes differ
              : images.difference(scored);
      if (difference.isPresent()) {
        return new RunEntry.Gap(
            scored.name(), scored.method(), scored.record(), ExitCode.USAGE, difference.get());
      }
    }
    return entry;
  }

  /** Returns the images of the first fold. */
  SharedImages first() {
    return ofFolds.values().iterator().next();
  }

  /** Returns the folds, ascending. */
  List<Integer> folds() {
    return List.copyOf(ofFolds.keySet());
  }

  /** Returns the images of all folds together, fold by fold. */
  TestImages pooled() {
    List<Integer> labels = new ArrayList<>();
    List<Integer> clients = new ArrayList<>();
    List<String> lesions = new ArrayList<>();
    int clientCount = 0;
    for (SharedImages images : ofFolds.values()) {
      TestImages own = images.images();
      clientCount = Math.max(clientCount, own.clients());
      for (int image = 0; image < own.size(); image++) {
        labels.add(own.label(image));
        clients.add(own.client(image));
      }
      lesions.addAll(images.reference().test().lesionNames());
    }
    return TestImages.of(
        first().images().classes(),
        clientCount,
        labels.stream().mapToInt(Integer::intValue).toArray(),
        clients.stream().mapToInt(Integer::intValue).toArray(),
        lesions);
  }

  /** Returns the number of images that are in the test part of an earlier fold, too. */
  int repeated() {
    Set<String> seen = new HashSet<>();
    int repeated = 0;
    for (SharedImages images : ofFolds.values()) {
      for (String image : images.reference().test().imageIds()) {
        repeated += seen.add(image) ? 0 : 1;
      }
    }
    return repeated;
  }

  /** Returns ρ: the test images of all folds over their training images. */
  double ratio() {
    long test = 0;
    long train = 0;
    for (SharedImages images : ofFolds.values()) {
      Collection<RunMetrics.Client> clients = images.reference().metrics().clients();
      if (clients.stream().anyMatch(FoldImages::isHidden)) {
        return 1.0 / Math.max(1, ofFolds.size() - 1); // k folds divide the images
      }
      test += clients.stream().mapToLong(client -> RunMetrics.Images.known(client.images().test())).sum();
      train += clients.stream().mapToLong(client -> RunMetrics.Images.known(client.images().train())).sum();
    }
    return (double) test / Math.max(1, train);
  }

  /** Returns whether a bundle hides a client's number of images. */
  private static boolean isHidden(RunMetrics.Client client) {
    return client.images().test() == null || client.images().train() == null;
  }
}
