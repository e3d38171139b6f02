package org.fedmas.results.folds;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.fedmas.results.compare.CompareSettings;
import org.fedmas.results.compare.DifferenceSections;
import org.fedmas.results.compare.DifferingKeys;
import org.fedmas.results.compare.Method;
import org.fedmas.results.compare.MethodDifference;
import org.fedmas.results.compare.MethodEvidence;
import org.fedmas.results.compare.ModelSection;
import org.fedmas.results.compare.RecallSections;
import org.fedmas.results.compare.ScoreNames;
import org.fedmas.results.compare.TableNotes;
import org.fedmas.results.metric.TestImages;
import org.fedmas.results.statistic.Holm;
import org.fedmas.results.table.Cell;
import org.fedmas.results.table.CurveChart;
import org.fedmas.results.table.Row;
import org.fedmas.results.table.Table;
import org.jspecify.annotations.Nullable;

/** The table over folds, from its numbers. */
record FoldTable(
    CompareSettings settings,
    List<Method> rows,
    Method baseline,
    FoldImages images,
    FoldEvidence evidence) {

  private static final Set<String> VARIED = Set.of("fold", "seed");

  Table table() {
    List<String> classes = images.first().reference().metrics().classes();
    FoldSections columns = new FoldSections(settings.scores(), images.folds());
    RecallSections recall = new RecallSections("Pooled recall per class", classes);
    DifferenceSections compared =
        DifferenceSections.of(baseline.name(), settings.score(), false, List.of(), classes);
    DifferingKeys keys = DifferingKeys.of(rows, VARIED);
    List<Table.Section> sections = new ArrayList<>(columns.overFolds());
    if (!evidence.pooled().isEmpty()) {
      sections.addAll(columns.pooled());
    }
    if (!evidence.differences().isEmpty()) {
      sections.addAll(compared.sections());
    }
    if (!evidence.overFolds().isEmpty()) {
      sections.add(FoldDifference.section(baseline.name(), settings.score()));
      sections.add(FoldDifference.perFold(baseline.name(), images.folds()));
    }
    if (!evidence.pooled().isEmpty()) {
      sections.addAll(recall.sections());
    }
    sections.addAll(keys.sections());
    sections.add(ModelSection.section());
    Map<String, @Nullable Double> pooledP = MethodDifference.adjusted(evidence.differences());
    Map<String, @Nullable Double> foldP = adjusted(evidence.overFolds());
    List<Row> lines = new ArrayList<>();
    for (Method row : rows) {
      Map<String, Cell> cells = new TreeMap<>();
      FoldRuns runs = evidence.runs().get(row.name());
      if (runs != null) {
        columns.fill(runs, cells);
        keys.fill(row, cells);
        ModelSection.fill(row, cells);
      }
      MethodEvidence pooled = evidence.pooled().get(row.name());
      if (pooled != null) {
        columns.fill(pooled, cells);
        recall.fill(pooled, cells);
      }
      if (evidence.differences().containsKey(row.name())) {
        compared.fill(
            Objects.requireNonNull(evidence.differences().get(row.name())),
            pooledP.get(row.name()),
            cells);
      }
      if (evidence.overFolds().containsKey(row.name())) {
        Objects.requireNonNull(evidence.overFolds().get(row.name()))
            .fill(images.folds(), foldP.get(row.name()), cells);
      }
      lines.add(new Row(row.name(), cells, gap(row, runs)));
    }
    return new Table(caption(), "method", sections, lines, notes());
  }

  /** Returns the chart of the primary score per fold. */
  CurveChart chart() {
    return new CurveChart(
        "Test score per fold: " + ScoreNames.of(settings.score()),
        "mean over seeds; the band is from the lowest to the highest",
        "fold",
        images.folds(),
        evidence.runs().entrySet().stream()
            .map(one -> one.getValue().curve(one.getKey(), settings.score()))
            .toList());
  }

  private static Map<String, @Nullable Double> adjusted(Map<String, FoldDifference> differences) {
    Map<String, @Nullable Double> values = new LinkedHashMap<>();
    differences.forEach((name, one) -> values.put(name, one.p()));
    return Holm.adjust(values);
  }

  /** Returns what a row lacks; null if it has a run of each fold and seed. */
  private static @Nullable String gap(Method row, @Nullable FoldRuns runs) {
    List<String> parts = new ArrayList<>();
    String known = row.gap();
    if (known != null) {
      parts.add(known);
    }
    if (runs != null && !runs.missing().isEmpty()) {
      parts.add("no run of " + String.join(", ", runs.missing()));
    }
    return parts.isEmpty() ? null : String.join("; ", parts);
  }

  private String caption() {
    int seeds = evidence.runs().values().stream().mapToInt(FoldRuns::seeds).max().orElse(0);
    TestImages pooled = images.pooled();
    return """
    %s, %s. Over folds: mean ± sd (n = folds) of the mean over seeds. Pooled: the out-of-fold \
    predictions of all folds as one list of %s (%s of %s), with 95 %% intervals from %s bootstrap \
    resamples of lesions within clients, seed %s; the primary comparison. Primary score: %s."""
        .formatted(
            ScoreNames.count(images.folds().size(), "fold"),
            ScoreNames.count(seeds, "seed"),
            ScoreNames.count(pooled.size(), "test image"),
            ScoreNames.count(pooled.lesions(), "lesion"),
            ScoreNames.count(pooled.clients(), "client"),
            ScoreNames.count(settings.resamples()),
            images.first().reference().metrics().seed(),
            ScoreNames.of(settings.score()));
  }

  private List<String> notes() {
    TableNotes notes = new TableNotes();
    evidence.pooled().values().stream()
        .findFirst()
        .ifPresent(any -> notes.intervals(images.first().reference().test(), any.absentShare()));
    notes.add(
        "The sd over folds is not a confidence interval: folds share training images. Seeds are"
            + " averaged first, so n is the number of folds.");
    long tested = evidence.differences().values().stream().filter(one -> one.p() != null).count();
    if (tested > 0) {
      notes.tests(
          tested,
          settings.score(),
          settings.swaps(),
          "They are about the pooled out-of-fold predictions.");
    }
    if (evidence.overFolds().values().stream().anyMatch(one -> one.p() != null)) {
      notes.add(
          """
          Over folds: corrected resampled t-test (Nadeau and Bengio) with %s test images per \
          training image; p and its interval take the folds for the sample. Holm over %s."""
              .formatted(
                  new Cell.Number(images.ratio()).text(),
                  ScoreNames.count(evidence.overFolds().size(), "comparison")));
    }
    if (images.repeated() > 0) {
      notes.add(
          "%s in the test part of several folds and count once for each, as one lesion."
              .formatted(
                  ScoreNames.count(images.repeated(), "image")
                      + (images.repeated() == 1 ? " is" : " are")));
    }
    notes.undecided(evidence.differences());
    rows.stream()
        .map(Method::name)
        .filter(name -> evidence.runs().containsKey(name) && !evidence.pooled().containsKey(name))
        .forEach(
            name ->
                notes.add(
                    "%s: no pooled scores, since no seed has a run of every fold."
                        .formatted(name)));
    rows.stream()
        .map(Method::name)
        .filter(name -> evidence.runs().containsKey(name))
        .filter(name -> Objects.requireNonNull(evidence.runs().get(name)).seeds() == 1)
        .forEach(
            name ->
                notes.add(
                    "%s: one seed per fold; another training run would score differently."
                        .formatted(name)));
    return notes.runs(rows).all();
  }
}
