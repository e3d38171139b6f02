package org.fedmas.pipeline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.fedmas.testkit.Eventually;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests of units that run out of memory on one TaskManager of a real cluster. Each unit prepares
 * pictures of 12 MB. They do not fit the heap of the first TaskManager, but that of the second.
 */
class RetryTest {

  private static final int UNITS = 6;
  private static final String SMALL = "taskmanager-1";
  private static final String LARGE = "taskmanager-2";
  private static final String CONFIG =
      TinyRun.CONFIG
          .replace("images: 120", "images: 60")
          .replace("size: 32", "size: 2000")
          .replace("backbone: resnet8", "backbone: resnet18");

  @TempDir static Path shared;
  private static FlinkProcesses cluster;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws Exception {
    cluster =
        FlinkProcesses.in(shared.resolve("cluster"), "")
            .with(
                "CLUSTER_OPTIONS_1",
                "-D taskmanager.memory.framework.heap.size=48m"
                    + " -D taskmanager.memory.task.heap.size=32m");
  }

  @AfterAll
  static void stop() throws Exception {
    if (cluster != null) {
      cluster.close();
    }
  }

  @BeforeEach
  void up() throws Exception {
    cluster.up();
  }

  @Test
  @Tag("e2e")
  void unitsOutOfMemoryAreRetriedOnALargerWorker() throws Exception {
    TinyRun run = TinyRun.in(folder, CONFIG);
    int before = cluster.jobs("preparation").size();
    List<String> lines = run.run(arguments()).exits(0).err().lines().toList();

    List<String> tried =
        lines.stream().filter(line -> line.contains(" ran out of memory")).toList();
    // the three slots of the small worker took one unit each, and none of them twice
    assertThat(tried)
        .hasSize(3)
        .doesNotHaveDuplicates()
        .allMatch(line -> line.contains(cluster.folder() + "/" + SMALL + ".log"))
        .allMatch(line -> line.endsWith("retried elsewhere"));
    assertThat(cluster.jobs("preparation")).hasSize(before + 2);
    assertThat(run.artifacts().units("image-shards")).isEqualTo(UNITS);
    assertThat(run.artifacts().halfWritten()).isEmpty();
  }

  @Test
  @Tag("soak")
  void aUnitThatFitsNoWorkerFailsAtTheThirdAttempt() throws Exception {
    cluster.kill(LARGE);
    Eventually.await(
        "the loss of a worker", () -> cluster.ask("/overview").get("taskmanagers").asInt() <= 1);
    TinyRun run = TinyRun.in(folder, CONFIG);
    int before = cluster.jobs("preparation").size();
    Outcome outcome = run.run(arguments()).exits(5);

    outcome.says("out of memory (", "taskmanager.memory.task.heap.size", SMALL + ".log");
    assertThat(outcome.err().lines().filter(line -> line.contains(" ran out of memory")))
        .isNotEmpty()
        .allMatch(line -> line.endsWith("retried by itself"));
    assertThat(cluster.jobs("preparation")).hasSize(before + 3);
    // alone on a worker, some units may fit
    assertThat(run.artifacts().units("image-shards")).isLessThan(UNITS);
  }

  private static String[] arguments() {
    return cluster.on("--until", "preprocess");
  }
}
