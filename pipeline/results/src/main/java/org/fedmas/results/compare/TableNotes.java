package org.fedmas.results.compare;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.fedmas.results.metric.Score;
import org.fedmas.results.report.ScoreCaveat;
import org.fedmas.results.score.TestPredictions;

/** The sentences below a table that keep readers from being misled. */
public final class TableNotes {

  private static final double MANY_ABSENT = 0.05;
  private static final List<String> VERSIONS = List.of("fedmas", "engine", "device", "processor");

  private final Set<String> notes = new LinkedHashSet<>();

  /** Adds a sentence, once. */
  public TableNotes add(String note) {
    notes.add(note);
    return this;
  }

  /** Adds the limits of intervals. */
  public TableNotes intervals(TestPredictions test, double absentShare) {
    add(
        "The interval says how much the score would move with other test lesions from these"
            + " clients. It does not cover another training run, another hospital, or the choice"
            + " of the round.");
    if (test.ungrouped() > 0) {
      add(
          "%s of unknown lesion: each counts as a lesion of its own."
              .formatted(ScoreNames.count(test.ungrouped(), "image")));
    }
    if (absentShare > 0) {
      add(
          "%s%s %% of the resamples lack a class; their scores are over the classes that they have."
              .formatted(
                  absentShare >= MANY_ABSENT ? "Warning: " : "",
                  String.format(Locale.ROOT, "%.1f", 100 * absentShare)));
    }
    return this;
  }

  /** Adds the meaning of the p-values. */
  public TableNotes tests(long comparisons, Score score, int swaps, String pairs) {
    return add(
        "p: %s swaps by lesion of %s, two-sided; Holm over %s. Only these p-values are adjusted. %s"
            .formatted(
                ScoreNames.count(swaps),
                ScoreNames.of(score),
                ScoreNames.count(comparisons, "comparison"),
                pairs));
  }

  /** Lists the comparisons whose interval and p-value disagree. */
  public TableNotes undecided(Map<String, MethodDifference> differences) {
    differences.forEach(
        (name, one) -> {
          if (one.isUndecided()) {
            add("%s: interval and p disagree at 0.05: undecided.".formatted(name));
          }
        });
    return this;
  }

  /** Adds the limits that follow from the runs themselves. */
  public TableNotes runs(List<Method> rows) {
    for (Method row : rows) {
      if (row.isSelectedOnTest()) {
        add("%s: selected on the test part: optimistic. No p-values for it.".formatted(row.name()));
      }
      if (row.isLocal()) {
        add(
            "%s: each client's own model on its own test images, no global model."
                .formatted(row.name()));
      }
      for (RunEntry.Scored run : row.runs()) {
        if (run.record().finished() == null) {
          add("%s: run %s has not finished.".formatted(row.name(), run.name()));
        }
        run.metrics().caveats().stream()
            .map(ScoreCaveat::text)
            .forEach(text -> add("%s: %s".formatted(row.name(), text)));
      }
    }
    versions(rows);
    return this;
  }

  private void versions(List<Method> rows) {
    Map<String, Set<String>> found = new TreeMap<>();
    for (Method row : rows) {
      for (RunEntry.Scored run : row.runs()) {
        for (String name : VERSIONS) {
          String value = run.record().environment().get(name);
          if (value != null) {
            found.computeIfAbsent(name, key -> new TreeSet<>()).add(value);
          }
        }
      }
    }
    found.forEach(
        (name, values) -> {
          if (values.size() > 1) {
            add("The runs differ in their %s: %s.".formatted(name, String.join("; ", values)));
          }
        });
  }

  /** Returns all sentences. */
  public List<String> all() {
    return new ArrayList<>(notes);
  }
}
