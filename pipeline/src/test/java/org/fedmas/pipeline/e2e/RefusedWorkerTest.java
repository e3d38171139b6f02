package org.fedmas.pipeline.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.util.Utils;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.fedmas.tensors.CpuLevel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests of a TaskManager that would compute other bits than its driver. The TaskManager is
 * restarted for each test with a different setting.
 */
@Tag("e2e")
class RefusedWorkerTest {

  private static final String WORKER = "taskmanager-1";

  @TempDir static Path shared;
  private static FlinkProcesses cluster;
  private static TinyRun run;

  @BeforeAll
  static void prepare() throws Exception {
    cluster =
        FlinkProcesses.in(shared.resolve("cluster"), "")
            .with("CLUSTER_TASK_MANAGERS", "1")
            .with("CLUSTER_SLOTS", "1");
    run = TinyRun.in(shared.resolve("run"));
    run.run("--until", "partition").exits(0);
  }

  @AfterAll
  static void stop() throws Exception {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void refusesALowerInstructionSet() throws Exception {
    assumeTrue(CpuLevel.ofThisProcess() != CpuLevel.NEON, "NEON has no lower level");
    refused("ATEN_CPU_CAPABILITY=default")
        .says("cpu: found baseline, expected " + CpuLevel.ofThisProcess().id(), "engine.cpu");
  }

  /** Checks a difference that only the floating-point fingerprint shows. */
  @Test
  void refusesOtherKernelsOfTheSameInstructionSet() throws Exception {
    assumeTrue(CpuLevel.ofThisProcess() != CpuLevel.NEON, "oneDNN chooses by x86 levels here");
    refused("ONEDNN_MAX_CPU_ISA=SSE41")
        .says("floating-point fingerprint ", " differs from the driver's ");
  }

  @Test
  void refusesAnotherBuildOfTheSameLibraryVersion() throws Exception {
    Path folder = Utils.getEngineCacheDir("pytorch");
    Path other = Files.createDirectories(shared.resolve("djl/pytorch"));
    copy(folder, other);
    refused("ENGINE_CACHE_DIR=" + shared.resolve("djl"))
        .says("another native library: libtorch.so ", " bytes ", " found");
  }

  /** Returns the driver of a worker with the given difference, which must not compute units. */
  private static Outcome refused(String environment) throws Exception {
    if (Files.exists(cluster.folder().resolve(WORKER + ".pid"))) {
      cluster.kill(WORKER);
    }
    cluster.with("CLUSTER_ENVIRONMENT_1", environment).up();
    int before = run.artifacts().units();
    Outcome outcome = run.run(cluster.on("--until", "features")).exits(5);
    outcome.says(WORKER + ".log would compute other bits than features/");
    assertThat(run.artifacts().units()).isEqualTo(before);
    return outcome;
  }

  /** Copies the files of a library and appends a byte to one, which loaders ignore. */
  private static void copy(Path source, Path target) throws Exception {
    try (Stream<Path> all = Files.walk(source)) {
      for (Path path : all.toList()) {
        Path copy = target.resolve(source.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(path, copy);
        }
        if (copy.getFileName().toString().equals("libtorch.so")) {
          Files.write(copy, new byte[1], StandardOpenOption.APPEND);
        }
      }
    }
  }
}
