package org.fedmas.pipeline.executors.beam;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.fedmas.pipeline.executors.flink.JobManager;
import org.fedmas.pipeline.executors.numerics.BuildIdentity;
import org.fedmas.pipeline.executors.numerics.NumericsFingerprint;
import org.fedmas.pipeline.run.control.RunControl;
import org.fedmas.pipeline.run.control.UnitTask;
import org.fedmas.pipeline.run.control.WorkerProcess;
import org.fedmas.tensors.ComputeDevice;
import org.fedmas.tensors.Numerics;
import org.jspecify.annotations.Nullable;

/**
 * What a driver demands of whoever computes its units: the same code, sight of its folders, and for
 * tensors the same bits: native library, instruction set, kernels. A worker that does not meet it
 * is refused before it reads anything.
 *
 * @param code of the driver
 * @param control the folder through which they talk
 * @param driver what the driver wrote there; null where nothing was, as in benchmarks
 * @param arithmetic the driver's; null where units run in its own process, or run no tensors
 */
record WorkerRequirements(
    BuildIdentity code,
    String control,
    @Nullable String driver,
    @Nullable NumericsFingerprint arithmetic)
    implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final int LOOKS = 50;
  private static final long LOOK_MILLIS = 200;

  /** What this process computes with, by thread count and device. */
  private static final Map<String, Map<String, String>> OWN = new ConcurrentHashMap<>();

  /** For units that this process computes itself. */
  static WorkerRequirements of(String control) {
    return of(control, null);
  }

  /** For units that other processes compute. */
  static WorkerRequirements ofOthers(List<UnitTask> tasks) {
    String control = tasks.get(0).control();
    return of(
        control,
        tasks.stream()
            .map(task -> task.recipe().numerics())
            .filter(numerics -> numerics != null && isOnCpu(numerics))
            .findFirst()
            .map(
                numerics ->
                    NumericsFingerprint.current(Integer.parseInt(numerics.get(Numerics.THREADS))))
            .orElse(null));
  }

  private static WorkerRequirements of(String control, @Nullable NumericsFingerprint arithmetic) {
    return new WorkerRequirements(
        BuildIdentity.current(),
        control,
        RunControl.driver(control, new BeamFileSystems()),
        arithmetic);
  }

  private static boolean isOnCpu(Map<String, String> numerics) {
    return numerics.containsKey(Numerics.THREADS)
        && ComputeDevice.CPU.id().equals(numerics.get(Numerics.DEVICE));
  }

  /**
   * Looks whether this process may compute for the driver.
   *
   * @return false if the driver is gone and another start of the run has taken its place
   * @throws RefusedWorkerException if it may not
   */
  boolean isMet() {
    return isMet(LOOKS, LOOK_MILLIS);
  }

  boolean isMet(int looks, long millis) {
    String missing = code.missingFrom(BuildIdentity.current());
    if (!missing.isEmpty()) {
      throw refused(
          "runs "
              + missing
              + "; fill its lib/ from the driver's checkout and start it again (make cluster-home,"
              + " make cluster-down, make cluster-up)");
    }
    if (driver == null) {
      return true;
    }
    // a shared folder may show what another machine wrote a moment late
    String seen = RunControl.driver(control, new BeamFileSystems());
    for (int look = 0; seen == null && look < looks; look++) {
      JobManager.pause(millis);
      seen = RunControl.driver(control, new BeamFileSystems());
    }
    if (seen == null) {
      throw refused(
          "does not see the driver's folder "
              + control
              + " (or the driver has ended); --artifacts has to name a folder that all machines share"
              + " under one path, or an address that all of them reach");
    }
    return seen.equals(driver);
  }

  /**
   * Looks whether this process computes the same bits as the recipe says, and as the driver would.
   *
   * @throws RefusedWorkerException if it does not
   */
  void requireSameBits(UnitTask task) {
    Map<String, String> asked = task.recipe().numerics();
    if (asked == null || !asked.containsKey(Numerics.THREADS)) {
      return;
    }
    String device = String.valueOf(asked.get(Numerics.DEVICE));
    String threads = String.valueOf(asked.get(Numerics.THREADS));
    Map<String, String> own =
        OWN.computeIfAbsent(
            device + " " + threads,
            key -> Numerics.of(ComputeDevice.of(device), Integer.parseInt(threads)).fields());
    if (!own.equals(asked)) {
      Set<String> differences = new TreeSet<>();
      asked.forEach(
          (field, value) -> {
            if (!value.equals(own.get(field))) {
              differences.add(field + " " + value + " expected, " + own.get(field) + " found");
            }
          });
      throw refused(otherBits(task, String.join("; ", differences)));
    }
    if (arithmetic != null && isOnCpu(asked)) {
      String difference = arithmetic.difference(NumericsFingerprint.current(arithmetic.threads()));
      if (!difference.isEmpty()) {
        throw refused(otherBits(task, difference));
      }
    }
  }

  private static String otherBits(UnitTask task, String why) {
    return "would compute other bits than "
        + task.key()
        + " asks for: "
        + why
        + "; give all workers the driver's native library, start the driver on a machine like"
        + " theirs, or level them all with ATEN_CPU_CAPABILITY and engine.cpu";
  }

  private static RefusedWorkerException refused(String why) {
    return new RefusedWorkerException("worker " + WorkerProcess.current() + " " + why);
  }
}
