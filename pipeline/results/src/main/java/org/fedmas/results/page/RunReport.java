package org.fedmas.results.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fedmas.contract.error.CorruptArtifactException;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.results.detail.ClassErrors;
import org.fedmas.results.detail.PageDetails;
import org.fedmas.results.detail.RocCurve;
import org.fedmas.results.detail.RunSettings;
import org.fedmas.results.detail.RunTimes;
import org.fedmas.results.detail.StageNode;
import org.fedmas.results.detail.WeightShares;
import org.fedmas.results.probe.ProbeResult;
import org.fedmas.results.record.RunFolder;
import org.fedmas.results.report.ReportPage;
import org.fedmas.results.report.RunFacts;
import org.fedmas.results.report.RunMetrics;
import org.fedmas.results.report.TestScores;
import org.fedmas.results.score.RunResult;
import org.fedmas.results.score.TestPredictions;
import org.jspecify.annotations.Nullable;

/** The report of one run, from the files of its folder; only pictures come from the store. */
public final class RunReport {

  private final RunFolder place;
  private final RunResult run;

  private RunReport(RunFolder place, RunResult run) {
    this.place = place;
    this.run = run;
  }

  /**
   * Writes the page, whole or not at all; an existing one is replaced.
   *
   * @param usual the value of each key that it has unless it is set
   * @throws MissingInputException if the run was never started or has no scores yet
   * @throws CorruptArtifactException if a file of the run does not have the expected form
   */
  public static void write(RunFolder place, Path file, RunFacts facts, Map<String, JsonNode> usual)
      throws IOException {
    RunResult run = RunResult.read(place.folder());
    List<String> warnings = facts.warnings().stream().map(DataChecks::withoutImages).toList();
    ReportPage.write(
        file,
        facts.withWarnings(warnings),
        run.metrics(),
        new RunReport(place, run).details(usual),
        place.files());
  }

  /** Returns a warning about the data without the images that it names as examples. */
  public static String withoutImages(String warning) {
    return DataChecks.withoutImages(warning);
  }

  /** Returns the parts of the report that {@code metrics.json} does not hold. */
  PageDetails details(Map<String, JsonNode> usual) throws IOException {
    WeightShares weights = TrainingWeights.of(run.metrics()).orElse(null);
    return new PageDetails(
        new Cautions(run.metrics(), weights).texts(),
        weights,
        run.predictions().map(this::curves).orElse(List.of()),
        errors(),
        new DataChecks(place.folder(), run.record().warnings()).read(),
        RunSettings.of(run.config(), usual, command()),
        RunTimes.of(run.record().jobs()),
        StageNode.of(run.record().units()),
        run.record().environment(),
        ProbeResult.read(place.folder()).orElse(null));
  }

  /** Returns the curve of each class; an empty one without recall, which a bundle may hide. */
  private List<RocCurve> curves(TestPredictions test) {
    List<@Nullable Double> recall = recall();
    List<RocCurve> curves = new ArrayList<>();
    for (int label = 0; label < test.images().classes(); label++) {
      curves.add(
          label < recall.size() && recall.get(label) == null
              ? new RocCurve(List.of())
              : RocCurve.of(test.predictions(), label));
    }
    return curves;
  }

  private List<@Nullable Double> recall() {
    RunMetrics metrics = run.metrics();
    RunMetrics.Selected selected = metrics.selected();
    TestScores test = selected == null ? null : selected.test();
    List<@Nullable TestScores> union = metrics.union();
    if (test == null && union != null) {
      test = union.stream().filter(Objects::nonNull).findFirst().orElse(null);
    }
    return test == null ? List.of() : test.recall();
  }

  private List<ClassErrors> errors() throws IOException {
    if (!ReportSettings.of(run.config()).images() || run.predictions().isEmpty()) {
      return List.of();
    }
    return new Thumbnails(place.store(), run.record().units())
        .of(new WorstErrors(run.predictions().get()).find());
  }

  /** Returns the command that repeats the run; a folder of this machine alone is left open. */
  private String command() {
    Path data = Path.of(run.record().data());
    String folder = data.isAbsolute() ? "DATA" : data.toString();
    return "pipeline/fedmas run --config config.yaml --data %s --run again"
        .formatted(folder.matches("[\\w./+-]+") ? folder : "'" + folder + "'");
  }
}
