package org.fedmas.results.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fedmas.results.metric.Score;
import org.fedmas.results.table.Cell;
import org.fedmas.results.table.Column;
import org.fedmas.results.table.Table;

/**
 * The columns of scores.
 *
 * @param scores the primary one first
 * @param seeds the largest number of seeds of a row
 */
public record ScoreSections(List<Score> scores, int seeds) {

  private static final int FIRST = 4;
  private static final String OVER_SEEDS = "_over_seeds";
  private static final List<Score> WITHOUT_INTERVAL =
      List.of(Score.ECE_EQUAL_MASS, Score.WORST_CLIENT);

  public ScoreSections {
    scores = List.copyOf(scores);
  }

  /** Returns the sections. */
  public List<Table.Section> sections() {
    List<Table.Section> sections = new ArrayList<>();
    List<Column> first = new ArrayList<>(List.of(column("seeds", "seeds", Column.Kind.NUMBER)));
    scores.subList(0, FIRST).forEach(score -> first.add(estimate(score)));
    sections.add(new Table.Section("Scores on the test images", first));
    List<Column> further = new ArrayList<>();
    scores.subList(FIRST, scores.size()).forEach(score -> further.add(estimate(score)));
    WITHOUT_INTERVAL.forEach(
        score -> further.add(column(score.id(), ScoreNames.of(score), Column.Kind.NUMBER)));
    sections.add(new Table.Section("Further scores", further));
    if (seeds > 1) {
      sections.add(
          new Table.Section(
              "Mean ± sd over seeds",
              spread().stream()
                  .map(
                      score ->
                          column(score.id() + OVER_SEEDS, ScoreNames.of(score), Column.Kind.SPREAD))
                  .toList()));
    }
    return sections;
  }

  private List<Score> spread() {
    return scores.subList(0, FIRST);
  }

  private static Column estimate(Score score) {
    return column(
        score.id(), ScoreNames.of(score) + ScoreNames.direction(score), Column.Kind.ESTIMATE);
  }

  private static Column column(String id, String title, Column.Kind kind) {
    return new Column(id, title, kind);
  }

  /** Adds the scores of a row to its cells. */
  public void fill(MethodEvidence evidence, Map<String, Cell> cells) {
    cells.put("seeds", new Cell.Count(evidence.models().size()));
    scores.forEach(score -> cells.put(score.id(), evidence.estimate(score)));
    WITHOUT_INTERVAL.forEach(score -> cells.put(score.id(), evidence.mean(score)));
    if (seeds > 1) {
      spread().forEach(score -> cells.put(score.id() + OVER_SEEDS, evidence.overSeeds(score)));
    }
  }
}
