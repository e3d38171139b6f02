package org.fedmas.pipeline.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.Round;
import org.fedmas.contract.StageName;
import org.fedmas.contract.UnitKey;
import org.fedmas.pipeline.run.control.Heartbeat;
import org.fedmas.pipeline.run.control.RunControl;
import org.fedmas.store.file.DurableFiles;
import org.fedmas.testkit.Eventually;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the display while units run, on a terminal and in a log file. */
class ConsoleProgressTest {

  private static final String LONG = "epoch 2/4 50 % at 82 images/s (process 7 on a-host-far-away)";

  @TempDir Path folder;
  private final Screen screen = new Screen();

  @Test
  void aTerminalShowsABarAndTheRunningUnits() {
    JobView view = new JobView(6, screen.stream(), true);
    screen.stream().println("round 1: local work: 6 units");

    view.show(reading(1, 25, "training/round-1/client-0 " + LONG, "prior/round-1/client-1"));
    assertThat(screen.lines())
        .containsExactly(
            "round 1: local work: 6 units",
            "   25% [======>                 ] 1/6 units, 5 images/s, 15 s left",
            Screen.cut("    training/round-1/client-0 " + LONG),
            "    prior/round-1/client-1");

    view.show(reading(2, 100, "prior/round-1/client-1 100 %"));
    assertThat(screen.lines())
        .hasSize(3)
        .endsWith("    prior/round-1/client-1 100 %")
        .anyMatch(line -> line.startsWith("  100% [========================] 2/6 units"));

    view.clear();
    screen.stream().println("warning: something");
    view.show(reading(3, 100));
    view.end(reading(6, 100));
    assertThat(screen.lines())
        .containsExactly(
            "round 1: local work: 6 units",
            "warning: something",
            "  6/6 units in 5 s, 20 images/s");
  }

  @Test
  void hundredsOfUnitsFitOnAScreen() {
    JobView view = new JobView(100, screen.stream(), true);
    view.show(
        reading(1, 25, IntStream.range(0, 64).mapToObj(i -> "unit " + i).toArray(String[]::new)));

    assertThat(screen.lines()).hasSize(10).endsWith("    unit 7", "    and 56 more");
  }

  @Test
  void aLogFileNamesTheUnitsInOneLine() {
    JobView view = new JobView(6, screen.stream(), false);
    view.show(reading(1, 25, "a 5 %", "b 7 %"));
    view.end(reading(6, 100));

    assertThat(String.join("", screen.lines()))
        .isEqualTo(
            "  1/6 units, 5 images/s, 15 s left; running a 5 %, b 7 %"
                + "  6/6 units in 5 s, 20 images/s");
  }

  @Test
  void heartbeatsReachTheTerminal() throws Exception {
    RunControl control = RunControl.of(folder.resolve("control"), DurableFiles.local()).open(null);
    control
        .heartbeats()
        .beat(
            new Heartbeat("training/round-1/client-3", 90, 120, 4, 33, "process 1 on there", null));
    try (ConsoleProgress progress =
        new ConsoleProgress(screen.stream(), ProgressStyle.BAR, control)) {
      progress.jobStarts("round 1: local work", List.of(), 0);
      String beat =
          "    training/round-1/client-3 epoch 4/4 75 % at 33 images/s (process 1 on there)";
      Eventually.await("the heartbeat", () -> screen.lines().contains(Screen.cut(beat)));

      progress.say("stopping after the current batch");

      assertThat(screen.lines()).contains("stopping after the current batch");
      progress.jobEnds();
    }
    assertThat(screen.lines())
        .hasSize(3)
        .startsWith("round 1: local work: 0 units", "stopping after the current batch")
        .allMatch(line -> !line.contains("client-3"));
  }

  /** Checks notes that the control folder keeps until the run ends, over two jobs. */
  @Test
  void notesOfAUnitArePrintedOnce() throws Exception {
    RunControl control = RunControl.of(folder.resolve("control"), DurableFiles.local()).open(null);
    UnitKey unit = new UnitKey(StageName.TRAINING, new Round(1), new ClientId(2), null);
    control.heartbeats().note(unit, "went on from step 40");
    try (ConsoleProgress progress =
        new ConsoleProgress(screen.stream(), ProgressStyle.LINES, control)) {
      for (int job = 0; job < 2; job++) {
        progress.jobStarts("job " + job, List.of(), 0);
        progress.jobEnds();
      }
    }

    assertThat(screen.lines()).filteredOn(line -> line.contains("from step 40")).hasSize(1);
  }

  private static JobProgress.Reading reading(int done, long images, String... running) {
    return new JobProgress.Reading(done, images, 100, 5, 20 - images / 5.0, List.of(running));
  }
}
