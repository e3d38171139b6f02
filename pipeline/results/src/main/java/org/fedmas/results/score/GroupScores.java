package org.fedmas.results.score;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.fedmas.results.metric.ClassGroups;
import org.fedmas.results.metric.Score;
import org.fedmas.results.metric.Tally;
import org.fedmas.results.metric.TestImages;
import org.fedmas.results.report.TestStatistics;

/**
 * The scores of classes with many, a medium number of and few training images.
 *
 * @param trainingImages per class, over all clients
 */
record GroupScores(EvidenceSettings settings, int[] trainingImages, ClassGroups groups) {

  static GroupScores of(EvidenceSettings settings, int[] trainingImages) {
    long[] images = Arrays.stream(trainingImages).asLongStream().toArray();
    return new GroupScores(
        settings,
        trainingImages,
        ClassGroups.of(images, settings.manyAbove(), settings.fewBelow()));
  }

  /** Returns the scores that resamples are needed of. */
  List<Score> scores() {
    return List.of(score(groups.many()), score(groups.medium()), score(groups.few()));
  }

  TestStatistics.Groups statistics(TestImages images, Tally tally, ScoreIntervals intervals) {
    return new TestStatistics.Groups(
        settings.manyAbove(),
        settings.fewBelow(),
        Arrays.stream(trainingImages).boxed().toList(),
        group(groups.many(), images, tally, intervals),
        group(groups.medium(), images, tally, intervals),
        group(groups.few(), images, tally, intervals));
  }

  private static TestStatistics.Group group(
      List<Integer> classes, TestImages images, Tally tally, ScoreIntervals intervals) {
    Set<Integer> lesions = new HashSet<>();
    for (int image = 0; image < images.size(); image++) {
      if (classes.contains(images.label(image))) {
        lesions.add(images.lesion(image));
      }
    }
    return new TestStatistics.Group(
        classes,
        (int) classes.stream().filter(label -> tally.support(label) > 0).count(),
        (int) classes.stream().mapToLong(tally::support).sum(),
        tally.meanRecall(classes),
        intervals.of(score(classes), lesions.size()));
  }

  private static Score score(List<Integer> classes) {
    return Score.group("classes " + classes, classes);
  }
}
