package org.fedmas.results.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fedmas.contract.error.ExitCode;
import org.fedmas.contract.json.Json;
import org.fedmas.results.record.RunRecord;
import org.fedmas.results.score.RunResults;
import org.fedmas.tables.prediction.PredictionTable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunEntryTest {

  @TempDir Path runs;
  private Path folder;

  @BeforeEach
  void writeARun() throws IOException {
    folder = runs.resolve("a");
    MadeRun.of("a").write(folder);
  }

  private RunEntry.Gap gap() throws IOException {
    return (RunEntry.Gap) RunEntry.read("a", folder);
  }

  @Test
  void aWholeRunHasItsPredictions() throws IOException {
    RunEntry run = RunEntry.read("a", folder);

    assertThat(run).isInstanceOf(RunEntry.Scored.class);
    assertThat(((RunEntry.Scored) run).test().imageIds()).hasSize(120);
  }

  @Test
  void anUnknownRunIsNamed() throws IOException {
    RunEntry.Gap gap = (RunEntry.Gap) RunEntry.read("b", runs.resolve("b"));

    assertThat(gap.exitCode()).isEqualTo(ExitCode.MISSING_INPUT);
    assertThat(gap.reason()).startsWith("run b not found in " + runs);
  }

  @Test
  void aRunWithoutScoresTellsHowToResume() throws IOException {
    Files.delete(folder.resolve(RunResults.METRICS));

    assertThat(gap().exitCode()).isEqualTo(ExitCode.MISSING_INPUT);
    assertThat(gap().reason()).startsWith("run a has no scores").contains("fedmas run --run a");
    assertThat(gap().record()).isNotNull();
  }

  @Test
  void aRunWithoutPredictionsIsAGap() throws IOException {
    Files.delete(folder.resolve(PredictionTable.FILE));

    assertThat(gap().reason()).contains("run a has no test predictions");
  }

  @Test
  void aDamagedRecordIsAGap() throws IOException {
    Files.writeString(folder.resolve(RunRecord.FILE), "{");

    assertThat(gap().exitCode()).isEqualTo(ExitCode.CORRUPT_ARTIFACT);
  }

  @Test
  void damagedMetricsAreAGap() throws IOException {
    Files.writeString(folder.resolve(RunResults.METRICS), "{");

    assertThat(gap().exitCode()).isEqualTo(ExitCode.CORRUPT_ARTIFACT);
  }

  @Test
  void aRunOfVersion02IsAGap() throws IOException {
    Path metrics = folder.resolve(RunResults.METRICS);
    ObjectNode json = (ObjectNode) Json.mapper().readTree(metrics.toFile());
    json.remove("schema");
    Files.writeString(metrics, json.toString());

    assertThat(gap().exitCode()).isEqualTo(ExitCode.MISSING_INPUT);
    assertThat(gap().reason())
        .isEqualTo(
            "run a is of an earlier version, which kept no groups of images. Run it again: all artifacts"
                + " are kept");
  }
}
