package org.fedmas.pipeline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.fedmas.pipeline.e2e.Launcher.Started;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that a killed or stopped training unit resumes from its checkpoint. */
@Tag("e2e")
class CheckpointTest {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** The configuration: three epochs, and every feature that steps could depend on. */
  private static final String CONFIG =
      TinyRun.CONFIG
              .replace("rounds: 2", "rounds: 1")
              .replace("images: 120", "images: 60")
              .replace("views: 1", "views: online")
              .replace(
                  "weights: seeded\nfeatures",
                  "weights: seeded\n  statistics: client-adapted\nfeatures")
              .replace(
                  "batch-size: 16",
                  "batch-size: 4\n  epochs: 3\n  dropout: 0.2\n  sampler: class-aware\n"
                      + "  terms: [proximal, model-contrast, alignment]")
          + "aggregation: {rule: avg}\n";

  private static final String[] KEEPING = {
    "--only", "training", "--set", "training.checkpoint-every=1", "--workers", "1"
  };

  @TempDir Path folder;

  @Test
  void resumesToTheSameBytes() throws Exception {
    TinyRun whole = TinyRun.in(folder.resolve("whole"), CONFIG);
    whole.run().exits(0);

    TinyRun run = TinyRun.in(folder.resolve("killed"), CONFIG);
    run.run("--until", "features").exits(0);
    Started killed = run.startGroup(KEEPING);
    awaitKept(run, killed);
    killed.killGroup();
    killed.end(LIMIT).exits(137);
    assertThat(kept(run)).isNotEmpty();

    Started stopped = run.start(KEEPING);
    String resumed = "training/round-1/client-\\d+: resumed at epoch [1-3], batch \\d+";
    awaitKept(run, stopped);
    stopped.signal("TERM");
    Outcome outcome = stopped.end(Duration.ofSeconds(10)).exits(143);
    assertThat(outcome.err()).containsPattern(resumed);

    // a start without checkpoints of its own resumes from the earlier one
    assertThat(run.run().exits(0).err()).containsPattern(resumed);

    assertThat(run.status().contents()).isEqualTo(whole.status().contents());
    assertThat(kept(run)).isEmpty();
    run.store("gc").exits(0);
    assertThat(run.artifacts().temporaries()).isEmpty();
  }

  private static void awaitKept(TinyRun run, Started started) throws Exception {
    List<Path> before = kept(run);
    started.await(() -> !kept(run).equals(before) && !kept(run).isEmpty());
  }

  private static List<Path> kept(TinyRun run) throws IOException {
    try (Stream<Path> all = Files.walk(run.folder().resolve("artifacts/.partial"))) {
      return all.filter(path -> path.getFileName().toString().matches("\\d+-[0-9a-f]{64}"))
          .sorted()
          .toList();
    } catch (NoSuchFileException | java.io.UncheckedIOException e) {
      return List.of();
    }
  }
}
