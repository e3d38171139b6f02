package org.fedmas.pipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.fedmas.contract.json.Json;
import org.fedmas.pipeline.run.driver.FakeRun;
import org.fedmas.results.record.RunRecord;
import org.fedmas.results.report.PlainMetrics;
import org.fedmas.results.report.RunMetrics;
import org.fedmas.results.score.RunResults;
import org.fedmas.results.track.TensorBoard;
import org.fedmas.store.file.DurableFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the export of runs, on a store in this process. */
class TrackCommandTest {

  @TempDir Path folder;

  private Said track(String... more) {
    String[] words = new String[3 + more.length];
    words[0] = "track";
    words[1] = "--artifacts";
    words[2] = folder.toString();
    System.arraycopy(more, 0, words, 3, more.length);
    return Said.by(words);
  }

  private Path finishedRun() throws Exception {
    Path run = Files.createDirectories(folder.resolve("runs/tiny"));
    new RunRecord(
            RunRecord.FORMAT,
            "tiny",
            "tiny.yaml",
            "data",
            Json.object().put("rounds", 1),
            Map.of(),
            "2026-01-01T00:00:00Z",
            "2026-01-01T01:00:00Z",
            1.0,
            1,
            0,
            List.of(),
            Map.of(1, 0.5),
            List.of())
        .write(run, DurableFiles.local());
    RunMetrics.RoundMetrics round =
        new RunMetrics.RoundMetrics(
            1, List.of(), 0.5, List.of(), new RunMetrics.GlobalScores(null, null), null);
    PlainMetrics.of("tiny", 1, 0, List.of(), List.of(), List.of(round), null)
        .write(run.resolve(RunResults.METRICS), DurableFiles.local());
    return run;
  }

  @Test
  void aFinishedRunIsWrittenOnce() throws Exception {
    Path file = finishedRun().resolve(TensorBoard.FILE);
    Said said = track("tiny", "--tensorboard");
    assertThat(said.out().strip())
        .isEqualTo("track: run tiny has finished; its rounds up to 1 are written");
    assertThat(said.error()).contains("written to " + file + ": rounds up to 1");
    byte[] bytes = Files.readAllBytes(file);
    assertThat(track("--run", "tiny", "--tensorboard").error())
        .contains("already has the rounds up to 1");
    assertThat(file).hasBinaryContent(bytes);
  }

  @Test
  void followingAFinishedRunEndsAtOnce() throws Exception {
    finishedRun();
    assertThat(track("tiny", "--tensorboard", "--follow").code()).isZero();
  }

  @Test
  void aRunWithoutAnEvaluatedRoundEndsWith3() throws Exception {
    FakeRun.of(folder).run(DurableFiles.local());
    Said said = track("fake", "--tensorboard");
    assertThat(said.error()).contains("run fake in " + folder + ": found no evaluated round");
    assertThat(said.code()).isEqualTo(3);
    assertThat(folder.resolve("runs/fake").resolve(TensorBoard.FILE)).doesNotExist();
  }

  /** Checks the class path of this test, which lacks the module beside the launcher. */
  @Test
  void withoutItsModuleMlflowSaysWhatToBuild() throws Exception {
    finishedRun();
    Said said = track("tiny", "--mlflow", "http://127.0.0.1:1");
    assertThat(said.error())
        .contains("the export to MLflow was not found", "mvn -DskipTests package");
    assertThat(said.code()).isEqualTo(2);
  }
}
