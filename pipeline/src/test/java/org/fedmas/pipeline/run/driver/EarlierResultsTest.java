package org.fedmas.pipeline.run.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.fedmas.results.record.RunFolder;
import org.fedmas.results.record.RunRecord;
import org.fedmas.store.file.DurableFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EarlierResultsTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "engine.threads=1",
        "keep.client-updates=best",
        "memory-budget=500m",
        "training.checkpoint-every=10",
        "rounds=3",
        "alignment.weight=5"
      })
  void keysWithoutEffectContinueTheRun(String key) throws Exception {
    run("training.terms=[]", "aggregation.rule=avg");
    assertThat(start("training.terms=[]", "aggregation.rule=avg", key)).isEmpty();
    assertThat(runs()).containsExactly("fake");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "seed=7",
        "training.learning-rate=0.1",
        "training.epochs=2",
        "evaluation.selection=test",
        "evaluation.personal=true",
        "server.optimizer=momentum",
        "rounds=1"
      })
  void resultsOfAnotherConfigurationAreMoved(String key) throws Exception {
    run("rounds=2");
    Optional<String> warning = start("rounds=2", key);
    assertThat(warning.orElseThrow())
        .contains("the results of an earlier start differ in " + key.replaceFirst("=.*", ": "))
        .contains(" → " + key.replaceFirst(".*=", ""));
    assertThat(runs()).hasSize(1).first().asString().startsWith("fake@");
  }

  @Test
  void aKeyThatTheRecordDoesNotKnowHasItsDefault() throws Exception {
    run();
    Path record = RunFolder.runs(folder).resolve("fake/run.json");
    String text = Files.readString(record);
    String earlier = text.replaceFirst("\\s*\"server.optimizer\" : \"none\",", "");
    assertThat(earlier).isNotEqualTo(text);
    Files.writeString(record, earlier);
    assertThat(start()).isEmpty();
    assertThat(start("server.optimizer=momentum").orElseThrow())
        .contains("differ in server.", ": default → ");
  }

  @Test
  void theMovedRunIsNamedAfterItsStart() throws Exception {
    run();
    String started = record("fake").started();
    start("seed=7");
    String time = started.substring(0, 19).replace(':', '-');
    assertThat(runs()).containsExactly("fake@" + time + "Z");
    assertThat(record("fake@" + time + "Z").started()).isEqualTo(started);
  }

  @Test
  void resultsThatAreMovedTwiceHaveTwoNames() throws Exception {
    run();
    RunFolder place = FakeRun.of(folder).place(DurableFiles.local());
    String started = record("fake").started();
    place.moveAside(started);
    run();
    assertThat(place.moveAside(started).name()).endsWith("Z-2");
    assertThat(runs()).hasSize(2);
  }

  @Test
  void aRunWithoutResultsIsNotMoved() throws Exception {
    FakeRun.of(folder).run(DurableFiles.local());
    assertThat(start("seed=7")).isEmpty();
  }

  private void run(String... keys) throws Exception {
    fake(keys).run(DurableFiles.local());
    Files.writeString(
        fake(keys).place(DurableFiles.local()).folder().resolve("metrics.json"), "{}");
  }

  private Optional<String> start(String... keys) throws IOException {
    return EarlierResults.moveAside(
        fake(keys).place(DurableFiles.local()), fake(keys).settings(), List.of());
  }

  private FakeRun fake(String... keys) {
    return FakeRun.of(folder).set(keys);
  }

  private RunRecord record(String run) {
    return RunRecord.read(RunFolder.runs(folder).resolve(run)).orElseThrow();
  }

  private List<String> runs() throws IOException {
    try (Stream<Path> runs = Files.list(RunFolder.runs(folder))) {
      return runs.map(run -> run.getFileName().toString()).sorted().toList();
    }
  }
}
