package org.fedmas.pipeline.cli;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.contract.error.StageFailedException;
import org.fedmas.pipeline.executors.beam.BeamExecutor;
import org.fedmas.pipeline.run.driver.UnitExecutor;
import org.fedmas.pipeline.workflow.Settings;
import org.jspecify.annotations.Nullable;

/**
 * The places where units run, and how many at a time.
 *
 * @param beam options passed to Beam
 * @param workers number of units run in parallel; null for as many as {@link #usual} says
 */
record Executors(List<String> beam, @Nullable Integer workers) {

  /** Memory in bytes that a machine should have for each unit; a rule of thumb. */
  private static final long UNIT_MEMORY = 6L << 30;

  Executors {
    beam = List.copyOf(beam);
  }

  /** Returns the number of units that run at a time. */
  int count(Settings settings) {
    int count = workers != null ? workers : usual(settings.run().engine().threads());
    if (count < 1) {
      throw new ConfigException("--workers " + count + ": expected at least 1");
    }
    return count;
  }

  private static int usual(int threads) {
    OperatingSystemMXBean machine =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return usual(machine.getAvailableProcessors(), machine.getTotalMemorySize(), threads);
  }

  /**
   * Returns how many units run at a time unless a user says so: as many as keep all processors
   * busy, and one more where a unit has several threads, which wait for each other between the
   * layers of a network, if the memory allows.
   *
   * @param processors number of processors
   * @param memory memory of the machine, in bytes
   * @param threads threads of a unit
   */
  static int usual(int processors, long memory, int threads) {
    int busy = Math.max(1, processors / threads);
    boolean waits = threads > 1 && processors > 1;
    return waits && memory / UNIT_MEMORY > busy ? busy + 1 : busy;
  }

  /**
   * Returns an executor that loads Beam with the first job, so that a run without work starts fast.
   */
  UnitExecutor lazily(Settings settings) {
    int count = count(settings);
    if (!beam.isEmpty()) {
      return new BeamExecutor(beam, count);
    }
    return (name, tasks, control) -> {
      requireNatives();
      settings.run().engine().precision().requireSupported();
      new BeamExecutor(beam, count).execute(name, tasks, control);
    };
  }

  /** Requires the folder of native libraries, which a run without work does not need. */
  private static void requireNatives() {
    if (System.getProperty("fedmas.natives", "").equals("none")) {
      throw new StageFailedException(
          """
          native libraries: found no folder to unpack them to, since the cache and the folder of \
          temporary files are full, not writable or mounted noexec. Name another folder with \
          FEDMAS_CACHE=DIR""");
    }
  }

  /** Returns the name of Beam's runner. */
  String runner() {
    return beam.stream()
        .filter(argument -> argument.startsWith("--runner="))
        .map(argument -> argument.substring("--runner=".length()))
        .findFirst()
        .orElse("DirectRunner");
  }
}
