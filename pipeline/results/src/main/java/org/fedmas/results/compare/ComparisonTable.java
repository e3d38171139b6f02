package org.fedmas.results.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.fedmas.results.metric.TestImages;
import org.fedmas.results.table.Cell;
import org.fedmas.results.table.Row;
import org.fedmas.results.table.Table;
import org.jspecify.annotations.Nullable;

/** The table of a comparison, from its numbers. */
record ComparisonTable(
    CompareSettings settings,
    List<Method> rows,
    Method baseline,
    SharedImages shared,
    ComparisonEvidence evidence) {

  private static final Set<String> VARIED = Set.of("seed");

  Table table() {
    List<String> classes = shared.reference().metrics().classes();
    int seeds = rows.stream().mapToInt(row -> row.runs().size()).max().orElse(0);
    Map<String, MethodDifference> differences = evidence.differences();
    ScoreSections scores = new ScoreSections(settings.scores(), seeds);
    RecallSections recall = new RecallSections("Recall per class", classes);
    DifferenceSections compared =
        DifferenceSections.of(
            baseline.name(),
            settings.score(),
            MethodDifference.isUngrouped(shared.images()),
            differences.values(),
            classes);
    DifferingKeys keys = DifferingKeys.of(rows, VARIED);
    List<Table.Section> sections = new ArrayList<>(scores.sections());
    if (!differences.isEmpty()) {
      sections.addAll(1, compared.sections());
    }
    sections.addAll(recall.sections());
    sections.addAll(keys.sections());
    sections.add(ModelSection.section());
    Map<String, @Nullable Double> adjusted = MethodDifference.adjusted(differences);
    List<Row> lines = new ArrayList<>();
    for (Method row : rows) {
      Map<String, Cell> cells = new TreeMap<>();
      MethodEvidence own = evidence.scores().get(row.name());
      if (own != null) {
        scores.fill(own, cells);
        recall.fill(own, cells);
        keys.fill(row, cells);
        ModelSection.fill(row, cells);
      }
      MethodDifference difference = differences.get(row.name());
      if (difference != null) {
        compared.fill(difference, adjusted.get(row.name()), cells);
      }
      lines.add(new Row(row.name(), cells, row.gap()));
    }
    return new Table(caption(), "configuration", sections, lines, notes());
  }

  private String caption() {
    TestImages images = shared.images();
    long present = IntStream.range(0, images.size()).map(images::label).distinct().count();
    return """
    Selected models on the same %s (%s of %s, %s of %s classes), fold %s. Intervals: 95 %%, %s \
    bootstrap resamples of lesions within clients, seed %s. Primary score: %s."""
        .formatted(
            ScoreNames.count(images.size(), "test image"),
            ScoreNames.count(images.lesions(), "lesion"),
            ScoreNames.count(images.clients(), "client"),
            present,
            images.classes(),
            shared.reference().metrics().fold(),
            ScoreNames.count(settings.resamples()),
            shared.reference().metrics().seed(),
            ScoreNames.of(settings.score()));
  }

  private List<String> notes() {
    TableNotes notes = new TableNotes();
    double absent = Objects.requireNonNull(evidence.scores().get(first().name())).absentShare();
    notes.intervals(shared.reference().test(), absent);
    long tested = evidence.differences().values().stream().filter(one -> one.p() != null).count();
    if (tested > 0) {
      notes.tests(
          tested,
          settings.score(),
          settings.swaps(),
          "McNemar's test, by lesion, is about right and wrong answers; its images are counted over"
              + " all seeds.");
    }
    notes.undecided(evidence.differences());
    evidence
        .differences()
        .forEach(
            (name, one) -> {
              if (!one.bySeed()) {
                notes.add(
                    "%s: compared with the baseline over %s of models, since their seeds differ."
                        .formatted(name, ScoreNames.count(one.pairs(), "pair")));
              }
            });
    for (Method row : rows) {
      if (row.runs().size() == 1) {
        notes.add(
            "%s: one seed; another training run would score differently.".formatted(row.name()));
      }
      if (row.runs().stream().anyMatch(shared::isRearranged)) {
        notes.add(
            "%s: clients or lesions of the images differ from those of run %s, which are used."
                .formatted(row.name(), shared.reference().name()));
      }
    }
    return notes.runs(rows).all();
  }

  private Method first() {
    return rows.stream().filter(row -> !row.runs().isEmpty()).findFirst().orElseThrow();
  }
}
