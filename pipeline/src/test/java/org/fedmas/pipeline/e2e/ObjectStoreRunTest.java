package org.fedmas.pipeline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.fedmas.pipeline.e2e.Launcher.Started;
import org.fedmas.pipeline.executors.beam.S3Server;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the command line with artifacts in a bucket. */
@Tag("soak")
@ExtendWith(ReferenceRun.class)
class ObjectStoreRunTest {

  private static final String ADDRESS = "s3://lab/artifacts";

  @TempDir Path folder;

  @Test
  void aRunKilledAndResumedElsewhereHasTheSameContents(ReferenceRun.Done done) throws Exception {
    Files.writeString(folder.resolve("tiny.yaml"), TinyRun.CONFIG);
    Path disks = Files.createDirectories(folder.resolve("disks"));
    try (S3Server server = S3Server.start(disks, "lab")) {
      Started killed = machine(server, "one").startGroup(words("run"));
      killed.await(() -> manifests(disks) >= 12);
      killed.killGroup();
      killed.end(Duration.ofSeconds(20));
      int kept = manifests(disks);

      machine(server, "two").run(words("run")).did(done.units() - kept, kept);

      String status =
          machine(server, "one").run(words("status", "--format", "json")).exits(0).out();
      assertThat(Status.parse(status).contents()).isEqualTo(done.status().contents());
      machine(server, "one").run("verify", "--artifacts", ADDRESS).exits(0);
      assertThat(disks.resolve("objects/lab/artifacts/runs/tiny/report.html")).isNotEmptyFile();
    }
  }

  private Launcher machine(S3Server server, String name) throws Exception {
    Path cache = Files.createDirectories(folder.resolve("cache-" + name));
    Map<String, String> environment = new HashMap<>(server.environment());
    environment.put("FEDMAS_CACHE", cache.toString());
    return new Launcher(Launcher.root().resolve("pipeline/fedmas"), folder, environment);
  }

  private static String[] words(String command, String... more) {
    return Stream.concat(
            Stream.of(command, "--config", "tiny.yaml", "--artifacts", ADDRESS, "--run", "tiny"),
            Stream.of(more))
        .toArray(String[]::new);
  }

  private static int manifests(Path disks) throws Exception {
    try (Stream<Path> all = Files.walk(disks.resolve("objects"))) {
      return (int) all.filter(file -> file.endsWith("manifest.json")).count();
    } catch (java.io.UncheckedIOException e) {
      return 0; // a file was deleted meanwhile; list again
    }
  }
}
