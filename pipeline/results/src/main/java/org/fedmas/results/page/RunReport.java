package org.fedmas.results.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
import org.fedmas.results.score.RunResult;
import org.fedmas.results.score.TestPredictions;

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
        run.predictions().map(RunReport::curves).orElse(List.of()),
        errors(),
        new DataChecks(place.folder(), run.record().warnings()).read(),
        RunSettings.of(run.config(), usual, command()),
        RunTimes.of(run.record().jobs()),
        StageNode.of(run.record().units()),
        run.record().environment(),
        ProbeResult.read(place.folder()).orElse(null));
  }

  private static List<RocCurve> curves(TestPredictions test) {
    List<RocCurve> curves = new ArrayList<>();
    for (int label = 0; label < test.images().classes(); label++) {
      curves.add(RocCurve.of(test.predictions(), label));
    }
    return curves;
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
