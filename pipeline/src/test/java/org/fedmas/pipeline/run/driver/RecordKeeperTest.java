package org.fedmas.pipeline.run.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fedmas.pipeline.run.worker.StageRegistry;
import org.fedmas.pipeline.workflow.plan.Planner;
import org.fedmas.results.record.RunFolder;
import org.fedmas.results.record.RunRecord;
import org.fedmas.store.file.DurableFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordKeeperTest {

  @TempDir Path folder;

  @Test
  void warningsArePrintedOnceAndRecordedInOrder() throws IOException {
    List<String> printed = new ArrayList<>();
    FakeRun run = FakeRun.of(folder);
    RunFolder place = run.place(DurableFiles.local());
    RunListener listener =
        new RunListener() {
          @Override
          public void warning(String text) {
            printed.add(text);
          }
        };
    RecordKeeper keeper = new RecordKeeper(place, run.settings(), "c.yaml", Map.of(), listener);

    keeper.warn("b");
    keeper.warn("a");
    keeper.warn("b");
    keeper.record(List.of("a", "training/round-1/client-0: ignoring checkpoint"));
    Planner planner =
        new Planner(
            place.store(), StageRegistry::stage, run.settings().config(), Map.of(), Map.of());
    keeper.write(keeper.ended(planner, new RunOutcome(0, 0, true)));

    assertThat(printed).containsExactly("note: b", "note: a");
    assertThat(RunRecord.read(place.folder()).orElseThrow().warnings())
        .containsExactly("b", "a", "training/round-1/client-0: ignoring checkpoint");
  }

  @Test
  void jobsOfEarlierStartsAreKept() throws IOException {
    FakeRun run = FakeRun.of(folder);
    RunFolder place = run.place(DurableFiles.local());
    Planner planner =
        new Planner(
            place.store(), StageRegistry::stage, run.settings().config(), Map.of(), Map.of());
    for (String title : List.of("first", "second")) {
      RecordKeeper keeper =
          new RecordKeeper(place, run.settings(), "c.yaml", Map.of(), RunListener.QUIET);
      keeper.record(new RunRecord.Job("aggregation", title, "2026-01-01T00:00:00Z", 1.5, 3));
      keeper.write(keeper.ended(planner, new RunOutcome(3, 0, true)));
    }

    assertThat(RunRecord.read(place.folder()).orElseThrow().jobs())
        .extracting(RunRecord.Job::title)
        .containsExactly("first", "second");
  }
}
