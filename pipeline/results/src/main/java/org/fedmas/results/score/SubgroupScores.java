package org.fedmas.results.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fedmas.results.metric.RankedPredictions;
import org.fedmas.results.metric.Score;
import org.fedmas.results.metric.Tally;
import org.fedmas.results.metric.TestImages;
import org.fedmas.results.report.TestStatistics;
import org.jspecify.annotations.Nullable;

/**
 * The scores of test images by their attributes. Cells of few images are suppressed: their scores
 * say little, and a few images may tell who they are from.
 *
 * @param minimumCell least number of images of a cell that is shown
 */
record SubgroupScores(int minimumCell, List<AttributeCells> attributes) {

  /** Returns the scores that resamples are needed of. */
  List<Score> scores() {
    List<Score> scores = new ArrayList<>();
    for (AttributeCells attribute : attributes) {
      shown(attribute).forEach(cell -> scores.add(score(attribute, cell)));
    }
    return scores;
  }

  /** Returns the scores; null without attributes. */
  TestStatistics.@Nullable Subgroups statistics(RankedPredictions model, ScoreIntervals intervals) {
    Tally tally = Tally.of(model);
    return attributes.isEmpty()
        ? null
        : new TestStatistics.Subgroups(
            minimumCell,
            attributes.stream().map(one -> attribute(one, model, tally, intervals)).toList());
  }

  private TestStatistics.Attribute attribute(
      AttributeCells attribute, RankedPredictions model, Tally tally, ScoreIntervals intervals) {
    List<AttributeCells.Cell> shown = shown(attribute);
    return new TestStatistics.Attribute(
        attribute.attribute(),
        shown.stream()
            .map(cell -> cell(cell, score(attribute, cell), model, tally, intervals))
            .toList(),
        attribute.cells().size() - shown.size());
  }

  private static TestStatistics.Cell cell(
      AttributeCells.Cell cell,
      Score score,
      RankedPredictions model,
      Tally tally,
      ScoreIntervals intervals) {
    TestImages images = model.images();
    int lesions = distinct(Arrays.stream(cell.images()).map(images::lesion).toArray());
    long correct = Arrays.stream(cell.images()).filter(model::correct).count();
    return new TestStatistics.Cell(
        cell.value(),
        cell.images().length,
        lesions,
        distinct(Arrays.stream(cell.images()).map(images::label).toArray()),
        score.of().apply(tally),
        (double) correct / cell.images().length,
        intervals.of(score, lesions));
  }

  private static int distinct(int[] numbers) {
    return (int) Arrays.stream(numbers).distinct().count();
  }

  private List<AttributeCells.Cell> shown(AttributeCells attribute) {
    return attribute.cells().stream().filter(cell -> cell.images().length >= minimumCell).toList();
  }

  private static Score score(AttributeCells attribute, AttributeCells.Cell cell) {
    String id = cell.value() == null ? "unknown " : "value " + cell.value() + " of ";
    return Score.subgroup(id + attribute.attribute(), cell.images());
  }
}
