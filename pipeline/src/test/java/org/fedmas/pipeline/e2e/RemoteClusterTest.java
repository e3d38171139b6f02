package org.fedmas.pipeline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fedmas.store.remote.MiniHdfs;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests of a driver and TaskManagers that share only an address of a real HDFS. Each has its own
 * cache, temporary folder and working directory.
 */
@Tag("soak")
@ExtendWith(ReferenceRun.class)
class RemoteClusterTest {

  private static final Duration LIMIT = Duration.ofMinutes(5);

  @TempDir Path folder;

  @Test
  void artifactsOnHdfsHaveTheSameBytes(ReferenceRun.Done done) throws Exception {
    try (MiniHdfs hdfs = MiniHdfs.start(folder.resolve("hdfs"));
        FlinkProcesses cluster =
            FlinkProcesses.in(folder.resolve("cluster"), "")
                .with("CLUSTER_ENVIRONMENT_1", "FEDMAS_CACHE=" + folder.resolve("cache-1"))
                .with("CLUSTER_ENVIRONMENT_2", "FEDMAS_CACHE=" + folder.resolve("cache-2"))) {
      cluster.up();
      String address = hdfs.address("lab/artifacts");
      Path desk = Files.createDirectories(folder.resolve("driver"));
      Files.writeString(desk.resolve("tiny.yaml"), TinyRun.CONFIG);
      Launcher driver =
          new Launcher(
              Launcher.root().resolve("pipeline/fedmas"),
              desk,
              Map.of("FEDMAS_CACHE", folder.resolve("cache-driver").toString()));
      String[] run = {"--config", "tiny.yaml", "--artifacts", address, "--run", "tiny"};
      long before = hdfs.requests();

      driver.run(LIMIT, cluster.on(words("run", run))).did(done.units(), 0);

      System.out.printf(
          "%d requests to the HDFS for %d units%n", hdfs.requests() - before, done.units());
      String status = driver.run(words("status", run, "--format", "json")).exits(0).out();
      assertThat(Status.parse(status).contents()).isEqualTo(done.status().contents());
      // both computed units and fetched artifacts of the other
      for (String cache : List.of("cache-1", "cache-2")) {
        try (Stream<Path> files = Files.walk(folder.resolve(cache).resolve("files"))) {
          assertThat(files.filter(Files::isRegularFile).count()).as(cache).isGreaterThan(10);
        }
      }
    }
  }

  private static String[] words(String command, String[] run, String... more) {
    return Stream.of(Stream.of(command), Stream.of(run), Stream.of(more))
        .flatMap(words -> words)
        .toArray(String[]::new);
  }
}
