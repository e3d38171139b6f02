package org.fedmas.results.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.contract.error.ExitCode;
import org.fedmas.results.report.RunMetrics;
import org.fedmas.results.report.Selection;
import org.fedmas.results.table.Row;
import org.fedmas.results.table.Table;
import org.fedmas.results.table.TableDocument;
import org.jspecify.annotations.Nullable;

/**
 * A row of a table: the runs of one configuration.
 *
 * @param runs those with scores, by fold and seed
 * @param gaps those without
 */
public record Method(String name, List<RunEntry.Scored> runs, List<RunEntry.Gap> gaps) {

  private static final Comparator<RunEntry.Scored> ORDER =
      Comparator.comparingInt((RunEntry.Scored run) -> run.metrics().fold())
          .thenComparingLong(run -> run.metrics().seed());

  public Method {
    runs = runs.stream().sorted(ORDER).toList();
    gaps = List.copyOf(gaps);
  }

  static Method of(String name, List<RunEntry> entries) {
    List<RunEntry.Scored> runs = new ArrayList<>();
    List<RunEntry.Gap> gaps = new ArrayList<>();
    for (RunEntry entry : entries) {
      if (entry instanceof RunEntry.Scored scored) {
        runs.add(scored);
      } else if (entry instanceof RunEntry.Gap gap) {
        gaps.add(gap);
      }
    }
    return new Method(name, runs, gaps);
  }

  /**
   * Returns the baseline among some rows.
   *
   * @param asked name of a row or of a run in it; null for the first row
   * @throws ConfigException if no row or run has the name
   */
  public static Method baseline(List<Method> rows, @Nullable String asked) {
    if (asked == null) {
      return rows.get(0);
    }
    return rows.stream()
        .filter(row -> row.name().equals(asked))
        .findFirst()
        .or(() -> rows.stream().filter(row -> row.hasRun(asked)).findFirst())
        .orElseThrow(
            () ->
                new ConfigException(
                    "baseline %s: expected one of %s"
                        .formatted(
                            asked,
                            rows.stream().map(Method::name).collect(Collectors.joining(", ")))));
  }

  /** Returns the exit code of a table: that of its first gap, if it has any. */
  public static ExitCode exitCode(List<Method> rows) {
    return rows.stream()
        .flatMap(row -> row.gaps().stream())
        .map(RunEntry.Gap::exitCode)
        .findFirst()
        .orElse(ExitCode.DONE);
  }

  /** Returns a sentence for each gap. */
  public static List<String> problems(List<Method> rows) {
    return rows.stream().flatMap(row -> row.gaps().stream()).map(RunEntry.Gap::reason).toList();
  }

  /** Returns the document of rows without any scores. */
  public static TableDocument unscored(String title, List<Method> rows) {
    List<Row> gaps =
        rows.stream()
            .map(row -> Row.missing(row.name(), Objects.requireNonNullElse(row.gap(), "no runs")))
            .toList();
    return new TableDocument(
        title, new Table("No run has scores.", "run", List.of(), gaps, List.of()), List.of());
  }

  private boolean hasRun(String run) {
    return runs.stream().anyMatch(one -> one.name().equals(run))
        || gaps.stream().anyMatch(one -> one.name().equals(run));
  }

  /** Returns the reasons of all gaps in one sentence; null without gaps. */
  public @Nullable String gap() {
    return gaps.isEmpty()
        ? null
        : gaps.stream().map(RunEntry.Gap::reason).collect(Collectors.joining("; "));
  }

  /** Returns whether the models of some run were selected on test images. */
  public boolean isSelectedOnTest() {
    return runs.stream()
        .anyMatch(run -> selection(run.metrics()).equals(Optional.of(Selection.TEST)));
  }

  /** Returns whether each client trained alone. */
  public boolean isLocal() {
    return !runs.isEmpty() && runs.get(0).metrics().selected() == null;
  }

  private static Optional<Selection> selection(RunMetrics metrics) {
    RunMetrics.Selected selected = metrics.selected();
    RunMetrics.Personal personal = metrics.personal();
    if (selected != null) {
      return Optional.of(selected.by());
    }
    return personal == null ? Optional.empty() : Optional.of(personal.by());
  }
}
