package org.fedmas.pipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.fedmas.contract.ArtifactRef;
import org.fedmas.contract.Digest;
import org.fedmas.contract.error.CorruptArtifactException;
import org.fedmas.contract.json.Json;
import org.fedmas.pipeline.run.driver.FakeRun;
import org.fedmas.store.ArtifactStore;
import org.fedmas.store.Manifest;
import org.fedmas.store.file.DurableFiles;
import org.fedmas.store.file.FaultyStorage;
import org.fedmas.store.file.Owner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of commands on a store of two runs. */
class StoreCommandsTest {

  private static final String RATE = "training.learning-rate=0.5";

  @TempDir Path folder;
  private ArtifactStore store;

  @BeforeEach
  void twoRuns() throws Exception {
    store = new ArtifactStore(folder);
    DurableFiles files = new DurableFiles(FaultyStorage.sound(folder), Owner.current());
    FakeRun run = FakeRun.of(folder).rounds(2);
    run.named("a").set("keep.client-updates=none").run(files);
    run.named("b").set("keep.client-updates=none", RATE).run(files);
  }

  @Test
  void lineageDiffNamesDifferencesAndTheirEffects() {
    Said said = fedmas("lineage", "diff", "a", "b");

    assertThat(said.code()).isZero();
    assertThat(said.out().lines())
        .containsExactly(
            "config.training.learning-rate: 3.0E-4 → 0.5  (4 units: training/round-1/client-0,"
                + " training/round-1/client-1, training/round-2/client-0, …)",
            "differ only in their inputs: 2 units: aggregation/round-1, aggregation/round-2",
            "equal recipes: 1 unit");
    assertThat(fedmas("lineage", "diff", "a", "a").out().lines())
        .containsExactly("equal recipes: 7 units");
    assertThat(fedmas("lineage", "diff", "a", "c").code()).isEqualTo(3);
  }

  @Test
  void aConfigurationNamesItsRun() throws Exception {
    Path config = Files.writeString(folder.resolve("b.yaml"), "{dataset: {kind: sample}}");
    FakeRun.of(folder)
        .named("b-fold3-seed0")
        .run(new DurableFiles(FaultyStorage.sound(folder), Owner.current()));
    String[] named = {"--config", config.toString(), "--fold", "3"};

    assertThat(fedmas(with(named, "lineage", "graph")).out())
        .startsWith("flowchart LR")
        .contains("training round-1 ×2")
        .doesNotContain("round-2");
    assertThat(fedmas(with(named, "lineage", "show", "aggregation/round-1")).out())
        .contains("updates: training/round-1/client-0, training/round-1/client-1");
    assertThat(fedmas(with(named, "verify")).out()).startsWith("verify: 4 artifacts");
    assertThat(fedmas("lineage", "graph").error()).contains("--run NAME or --config F");
  }

  /**
   * Checks that the edge from training to training is omitted, since the aggregation implies it.
   */
  @Test
  void theGraphOmitsTransitiveEdges() {
    assertThat(fedmas("lineage", "graph", "--run", "a").out().lines())
        .containsExactly(
            "flowchart LR",
            "  n0[\"aggregation round-1\"]",
            "  n1[\"aggregation round-2\"]",
            "  n2[\"preprocess\"]",
            "  n3[\"training round-1 ×2\"]",
            "  n4[\"training round-2 ×2\"]",
            "  n3 --> n0",
            "  n4 --> n1",
            "  n2 --> n3",
            "  n0 --> n4");
    assertThat(fedmas("lineage", "graph", "--run", "a", "--format", "svg").out().split("<path "))
        .hasSize(1 + 1 + 4);
  }

  @Test
  void gcOfARunReleasesPayloadsOfThatRunOnly() {
    List<ArtifactRef> before = store.list();

    assertThat(fedmas("gc", "--run", "a", "--dry-run").out())
        .contains("gc: 0 artifacts, 0 orphaned files and 4 payloads, ");
    assertThat(released()).isEmpty();
    assertThat(fedmas("gc", "--run", "a").code()).isZero();

    assertThat(store.list()).isEqualTo(before);
    assertThat(released()).hasSize(4);
    assertThat(fedmas("gc").out()).contains("and 4 payloads, ");
    assertThat(released()).hasSize(8);
    assertThat(fedmas("gc", "--run", "c").code()).isEqualTo(3);
    assertThat(fedmas("gc", "--run", "a", "--keep-runs", "1").code()).isEqualTo(2);
  }

  @Test
  void anOldFormatIsRefusedWithTheRepairCommand() throws Exception {
    DurableFiles files = new DurableFiles(FaultyStorage.sound(folder), Owner.current());
    FakeRun run = FakeRun.of(folder).rounds(2).named("a").set("keep.client-updates=none");
    TreeMap<String, Digest> contents = run.contents();
    for (ArtifactRef ref : store.list()) {
      Path file = store.folder(ref).resolve(Manifest.FILE);
      ObjectNode manifest = (ObjectNode) Json.mapper().readTree(Files.readAllBytes(file));
      Files.write(file, Json.pretty(manifest.put("format", 0)));
    }

    assertThatThrownBy(() -> run.run(files))
        .isInstanceOf(CorruptArtifactException.class)
        .hasMessageContaining("found on-disk format 0, expected 1")
        .hasMessageContaining("fedmas verify --repair --artifacts " + folder);
    assertThat(fedmas("verify").code()).isEqualTo(4);
    assertThat(fedmas("verify", "--repair").code()).isZero();

    assertThat(run.run(files).ran()).isEqualTo(run.units());
    assertThat(run.contents()).isEqualTo(contents);
  }

  @Test
  void twoVersionsOfTheCodeShareAStore() throws Exception {
    DurableFiles files = new DurableFiles(FaultyStorage.sound(folder), Owner.current());
    FakeRun old = FakeRun.of(folder).named("old");
    old.run(files);
    assertThat(old.version(2).named("new").run(files).reused()).isZero();

    assertThat(old.run(files).ran()).isZero();
    assertThat(old.version(2).named("new").run(files).ran()).isZero();
    assertThat(fedmas("lineage", "diff", "old", "new").out())
        .contains("version: 1 → 2  (4 units: ");
  }

  private List<ArtifactRef> released() {
    return store.list().stream().filter(store::isReleased).toList();
  }

  private static String[] with(String[] more, String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private Said fedmas(String... words) {
    return Said.by(with(new String[] {"--artifacts", folder.toString()}, words));
  }
}
