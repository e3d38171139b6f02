package org.fedmas.pipeline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Tests of read-only stores, lineage and retention. */
@Tag("e2e")
@ExtendWith(ReferenceRun.class)
class HardTimesTest {

  @TempDir Path folder;

  @Test
  void aStoreThatCannotBeWrittenIsNamed() throws Exception {
    TinyRun run = TinyRun.in(folder);
    Files.writeString(folder.resolve("artifacts"), "a file");
    run.run().exits(5).says("artifacts/.leases", "expected a folder but found a file");
  }

  @Test
  void lineageTracesBackToImagesAndKeys(ReferenceRun.Done done) throws Exception {
    TinyRun run = done.run().copy(folder.resolve("copy"));
    String shown =
        run.store("lineage", "show", "artifacts/runs/tiny/predictions.parquet", "--images")
            .exits(0)
            .out();
    assertThat(shown)
        .contains("evaluation/client-0/test", "training/round-0", "preprocess/index")
        .contains("training.learning-rate: 0.001", "raw images: 120:");
    assertThat(shown.lines().filter(line -> line.matches("  \\S+ sha256:[0-9a-f]{64}")))
        .hasSize(120);

    assertThat(run.store("lineage", "graph", "--run", "tiny").exits(0).out())
        .startsWith("flowchart LR")
        .contains("[\"training round-1 ×5\"]", " --> ");
    run.store("lineage", "graph", "--run", "tiny", "--format", "svg", "--out", "g.svg").exits(0);
    assertThat(Files.readString(run.folder().resolve("g.svg")))
        .startsWith("<svg ")
        .contains("aggregation round-2")
        .endsWith("</svg>\n");
  }

  @Test
  void retentionReleasesUnneededPayloadsOfAFinishedRun(ReferenceRun.Done done) throws Exception {
    TinyRun run = done.run().copy(folder.resolve("copy"));
    String[] keep = {"--set", "keep.client-updates=last 1", "--set", "keep.image-shards=none"};
    // artifacts do not depend on retention
    run.run(keep).did(0, done.units());

    assertThat(run.store("gc", "--dry-run").exits(0).out())
        .containsPattern("and 11 payloads, [1-9]\\d+ bytes would be deleted");
    run.store("gc").exits(0);

    run.run(keep).did(0, done.units());
    run.verify().exits(0);
    Status now = run.status(keep);
    assertThat(now.unit("training/round-1/client-0").state()).isEqualTo("released");
    assertThat(now.unit("training/round-2/client-0").state()).isEqualTo("present");
    assertThat(now.unit("training/round-1/client-0").content())
        .isEqualTo(done.status().unit("training/round-1/client-0").content());
  }
}
