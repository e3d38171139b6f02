package org.fedmas.results.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.contract.error.ExitCode;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.results.metric.RankedPredictions;
import org.fedmas.results.statistic.Holm;
import org.fedmas.results.statistic.SeededResamples;
import org.fedmas.results.statistic.SeededSwaps;
import org.fedmas.results.table.Cell;
import org.fedmas.results.table.Row;
import org.fedmas.results.table.Table;
import org.fedmas.results.table.TableDocument;
import org.jspecify.annotations.Nullable;

/**
 * A comparison of configurations on one set of test images. Runs that do not share the images of
 * the baseline, and those without results, are gaps of the table.
 */
public final class Comparison {

  private static final Set<String> VARIED = Set.of("seed");

  private final CompareSettings settings;
  private final List<Method> rows;
  private final Method baseline;
  private final Optional<SharedImages> images;
  private final Map<String, MethodEvidence> evidence;
  private final Map<String, MethodDifference> differences;

  private Comparison(
      CompareSettings settings,
      List<Method> rows,
      Method baseline,
      Optional<SharedImages> images,
      Map<String, MethodEvidence> evidence,
      Map<String, MethodDifference> differences) {
    this.settings = settings;
    this.rows = rows;
    this.baseline = baseline;
    this.images = images;
    this.evidence = evidence;
    this.differences = differences;
  }

  /**
   * Compares runs of one fold. Runs that differ in the seed alone are one row.
   *
   * @throws ConfigException without runs, for a run that is given twice, and for an unknown baseline
   */
  public static Comparison of(List<RunEntry> runs, CompareSettings settings) {
    List<Method> given = Grouping.BY_SEED.rows(runs);
    Method first = Method.baseline(given, settings.baseline());
    Optional<SharedImages> images = reference(first, given).map(SharedImages::of);
    List<Method> rows =
        images.isEmpty()
            ? given
            : Grouping.BY_SEED.rows(runs.stream().map(run -> checked(run, images.get())).toList());
    Method baseline = Method.baseline(rows, first.name());
    Map<String, MethodEvidence> evidence = new LinkedHashMap<>();
    Map<String, MethodDifference> differences = new LinkedHashMap<>();
    if (images.isPresent()) {
      for (Method row : rows) {
        if (!row.runs().isEmpty()) {
          evidence.put(row.name(), evidence(row, images.get(), settings));
        }
      }
      MethodEvidence compared = evidence.get(baseline.name());
      if (compared != null) {
        evidence.forEach(
            (name, own) -> {
              if (!name.equals(baseline.name())) {
                differences.put(
                    name, difference(baseline, compared, row(rows, name), own, images.get(), settings));
              }
            });
      }
    }
    return new Comparison(settings, rows, baseline, images, evidence, differences);
  }

  private static Optional<RunEntry.Scored> reference(Method baseline, List<Method> rows) {
    return baseline.runs().stream()
        .findFirst()
        .or(() -> rows.stream().flatMap(row -> row.runs().stream()).findFirst());
  }

  private static RunEntry checked(RunEntry entry, SharedImages images) {
    if (entry instanceof RunEntry.Scored scored) {
      Optional<String> difference = images.difference(scored);
      if (difference.isPresent()) {
        return new RunEntry.Gap(
            scored.name(), scored.method(), scored.record(), ExitCode.USAGE, difference.get());
      }
    }
    return entry;
  }

  private static Method row(List<Method> rows, String name) {
    return rows.stream().filter(row -> row.name().equals(name)).findFirst().orElseThrow();
  }

  private static MethodEvidence evidence(
      Method row, SharedImages images, CompareSettings settings) {
    Map<Long, RankedPredictions> models = new TreeMap<>();
    row.runs().forEach(run -> models.put(run.metrics().seed(), images.predictions(run)));
    SeededResamples usual =
        SeededResamples.ofRun(images.images(), images.reference().metrics().seed());
    return MethodEvidence.of(
        models,
        settings.scores(),
        new SeededResamples(images.images(), usual.key(), settings.resamples()));
  }

  private static MethodDifference difference(
      Method baseline,
      MethodEvidence compared,
      Method row,
      MethodEvidence own,
      SharedImages images,
      CompareSettings settings) {
    RandomKey key =
        RandomKey.of(images.reference().metrics().seed())
            .with("compare")
            .with(baseline.name())
            .with(row.name());
    return MethodDifference.of(
        compared,
        own,
        settings.score(),
        new SeededSwaps(images.images().lesions(), key, settings.swaps()),
        baseline.isSelectedOnTest() || row.isSelectedOnTest()
            ? MethodDifference.Tests.REFUSED
            : MethodDifference.Tests.ALLOWED);
  }

  /** Returns the table and the curves. */
  public TableDocument document() {
    if (images.isEmpty()) {
      List<Row> gaps = rows.stream().map(row -> Row.missing(row.name(), gap(row))).toList();
      return new TableDocument(
          "Comparison", new Table("No run has scores.", "run", List.of(), gaps, List.of()), List.of());
    }
    List<String> classes = images.get().reference().metrics().classes();
    int seeds = rows.stream().mapToInt(row -> row.runs().size()).max().orElse(0);
    ScoreSections scores = new ScoreSections(settings.scores(), classes, seeds);
    DifferenceSections compared =
        DifferenceSections.of(
            baseline.name(),
            settings.score(),
            MethodDifference.isUngrouped(images.get().images()),
            differences.values(),
            classes);
    DifferingKeys keys = DifferingKeys.of(rows, VARIED);
    List<Table.Section> sections = new ArrayList<>(scores.sections());
    if (!differences.isEmpty()) {
      sections.addAll(1, compared.sections());
    }
    sections.addAll(keys.sections());
    sections.add(ModelSection.section());
    List<String> names = List.copyOf(differences.keySet());
    List<@Nullable Double> adjusted =
        Holm.adjust(
            names.stream().map(name -> Objects.requireNonNull(differences.get(name)).p()).toList());
    List<Row> lines = new ArrayList<>();
    for (Method row : rows) {
      Map<String, Cell> cells = new TreeMap<>();
      MethodEvidence own = evidence.get(row.name());
      if (own != null) {
        scores.fill(own, cells);
        keys.fill(row, cells);
        ModelSection.fill(row, cells);
      }
      MethodDifference difference = differences.get(row.name());
      if (difference != null) {
        compared.fill(difference, adjusted.get(names.indexOf(row.name())), cells);
      }
      lines.add(new Row(row.name(), cells, row.gap()));
    }
    return new TableDocument(
        "Comparison of " + ScoreNames.count(rows.size(), "configuration"),
        new Table(caption(images.get()), "configuration", sections, lines, notes(images.get())),
        RoundCurves.of(rows, "seeds"));
  }

  private static String gap(Method row) {
    return Objects.requireNonNullElse(row.gap(), "no results");
  }

  private String caption(SharedImages shared) {
    int present =
        (int)
            java.util.stream.IntStream.range(0, shared.images().size())
                .map(shared.images()::label)
                .distinct()
                .count();
    return """
    Selected models on the same %s (%s of %s, %s of %s classes), fold %s. Intervals: 95 %%, %s \
    bootstrap resamples of lesions within clients, seed %s. Primary score: %s."""
        .formatted(
            ScoreNames.count(shared.images().size(), "test image"),
            ScoreNames.count(shared.images().lesions(), "lesion"),
            ScoreNames.count(shared.images().clients(), "client"),
            present,
            shared.images().classes(),
            shared.reference().metrics().fold(),
            ScoreNames.count(settings.resamples()),
            shared.reference().metrics().seed(),
            ScoreNames.of(settings.score()));
  }

  private List<String> notes(SharedImages shared) {
    TableNotes notes = new TableNotes();
    MethodEvidence any = evidence.values().iterator().next();
    notes.intervals(shared.reference().test(), any.absentShare());
    int tested = (int) differences.values().stream().filter(one -> one.p() != null).count();
    if (tested > 0) {
      notes.tests(
          tested,
          settings.score(),
          settings.swaps(),
          "McNemar by lesion compares right and wrong answers, and counts images over all seeds.");
    }
    differences.forEach(
        (name, one) -> {
          if (one.isUndecided()) {
            notes.add("%s: interval and p disagree at 0.05: undecided.".formatted(name));
          }
          if (!one.bySeed()) {
            notes.add(
                "%s: compared with the baseline over %s of models, since their seeds differ."
                    .formatted(name, ScoreNames.count(one.pairs(), "pair")));
          }
        });
    for (Method row : rows) {
      if (row.runs().size() == 1) {
        notes.add("One seed: %s. Another training run would score differently.".formatted(single()));
      }
      if (row.runs().stream().anyMatch(shared::isRearranged)) {
        notes.add(
            "%s: other clients or lesions of the images than in run %s, whose are used."
                .formatted(row.name(), shared.reference().name()));
      }
    }
    return notes.runs(rows).all();
  }

  private String single() {
    return String.join(
        ", ", rows.stream().filter(row -> row.runs().size() == 1).map(Method::name).toList());
  }

  /** Returns the exit code: that of the first gap, if the table has any. */
  public ExitCode exitCode() {
    return rows.stream()
        .flatMap(row -> row.gaps().stream())
        .map(RunEntry.Gap::exitCode)
        .findFirst()
        .orElse(ExitCode.DONE);
  }

  /** Returns a sentence for each gap. */
  public List<String> problems() {
    return rows.stream().flatMap(row -> row.gaps().stream()).map(RunEntry.Gap::reason).toList();
  }
}
