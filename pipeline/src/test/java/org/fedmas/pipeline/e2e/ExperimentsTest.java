package org.fedmas.pipeline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.fedmas.pipeline.e2e.Launcher.Started;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of a table of experiments that is killed and started again. */
class ExperimentsTest {

  private static final Duration LIMIT = Duration.ofMinutes(6);

  @TempDir Path folder;

  @Test
  @Tag("e2e")
  void aStoppedTableResumesAndASecondStartComputesNothing() throws Exception {
    write(
        "methods: {fedavg: {training.terms: [], aggregation.rule: avg}, pooled: {federation:"
            + " pooled, training.terms: [], aggregation.rule: avg}}");
    Started first = start();
    first.awaitError("run 2 of 2: pooled-fold1-seed0; about ");
    first.signal("TERM");
    first.end(LIMIT).exits(143);

    Outcome whole = start().end(LIMIT).exits(0);
    assertThat(whole.lastLine()).matches("done: 1 runs run, 1 reused, [0-9.]+ s");
    assertThat(whole.out()).contains("fedavg", "pooled");
    String table = table();

    Outcome again = start().end(LIMIT).exits(0);
    assertThat(again.lastLine()).matches("done: 0 runs run, 2 reused, [0-9.]+ s");
    assertThat(table()).isEqualTo(table);
  }

  @Test
  @Tag("soak")
  void aTableKilledAnywhereEndsTheSame() throws Exception {
    write(
        "methods: {fedavg: {training.terms: [], aggregation.rule: avg}, fedmas: {}}",
        "folds: [1, 2]");
    start().end(LIMIT).exits(0);
    String table = table();

    Files.move(folder.resolve("artifacts"), folder.resolve("uninterrupted"));
    for (String moment : List.of("run 1 of 4", "run 2 of 4", "run 3 of 4", "run 4 of 4")) {
      Started started = Launcher.in(folder).startGroup(arguments());
      started.awaitError(moment + ": \\S+; about ");
      started.killGroup();
    }
    start().end(LIMIT).exits(0);
    assertThat(table()).isEqualTo(table);
  }

  @Test
  @Tag("soak")
  void anAddedSeedIsComputedAloneAndAFailureLeavesAGap() throws Exception {
    write(
        "methods: {fedavg: {training.terms: [], aggregation.rule: avg}, krum: {training.terms:"
            + " [], aggregation.rule: krum, krum.outliers: 5}}");
    Outcome failed = start().end(LIMIT);
    assertThat(failed.exitCode()).isEqualTo(2);
    assertThat(failed.lastLine()).startsWith("failed: 1 of 2 runs; the others are kept");
    failed.says("run 2 of 2: krum-fold1-seed0: failed: aggregation.rule");

    write("methods: {fedavg: {training.terms: [], aggregation.rule: avg}}", "seeds: [0, 1]");
    assertThat(start().end(LIMIT).exits(0).lastLine()).startsWith("done: 1 runs run, 1 reused");
  }

  private String table() throws IOException {
    return Files.readString(folder.resolve("artifacts/experiments/tiny/experiments.csv"));
  }

  private void write(String... lines) throws IOException {
    Files.writeString(folder.resolve("base.yaml"), TinyRun.CONFIG);
    List<String> text = new ArrayList<>(List.of("name: tiny", "base: base.yaml"));
    text.addAll(List.of(lines));
    Files.write(folder.resolve("experiments.yaml"), text);
  }

  private Started start() throws IOException {
    return Launcher.in(folder).start(arguments());
  }

  private static String[] arguments() {
    return new String[] {"experiments", "experiments.yaml", "--artifacts", "artifacts"};
  }
}
