package org.fedmas.pipeline.executors.beam;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.fedmas.contract.Waiting;
import org.fedmas.pipeline.executors.numerics.BuildIdentity;
import org.fedmas.pipeline.executors.numerics.NumericsFingerprint;
import org.fedmas.pipeline.run.control.RunControl;
import org.fedmas.pipeline.run.control.UnitTask;
import org.fedmas.pipeline.run.control.WorkerIdentity;
import org.fedmas.tensors.ComputeDevice;
import org.fedmas.tensors.Numerics;
import org.fedmas.tensors.Precision;
import org.jspecify.annotations.Nullable;

/**
 * The conditions under which a process may compute units of a driver: the same build, access to the
 * control folder and, for tensors, the same numerics. A worker that does not meet them is refused
 * before it reads anything.
 *
 * @param build the build of the driver
 * @param control the address of the control folder
 * @param driver the token of the driver; null for a driver without one, as in benchmarks
 * @param fingerprint the numerics of the driver; null for units that run in the driver's process or
 *     use no tensors
 */
record WorkerRequirements(
    BuildIdentity build,
    String control,
    @Nullable String driver,
    @Nullable NumericsFingerprint fingerprint)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The wait for a shared folder, which may show files of another machine late. */
  private static final Duration VISIBLE = Duration.ofSeconds(10);

  private static final Duration LOOK = Duration.ofMillis(200);

  /** The numerics of this process, by device, thread count and precision. */
  private static final Map<String, Map<String, String>> OWN = new ConcurrentHashMap<>();

  /** Returns the requirements for units that run in the driver's process. */
  static WorkerRequirements of(String control) {
    return of(control, null);
  }

  /** Returns the requirements for units that run in other processes. */
  static WorkerRequirements ofOthers(List<UnitTask> tasks) {
    return of(
        tasks.get(0).control(),
        tasks.stream()
            .map(task -> task.recipe().numerics())
            .filter(numerics -> numerics != null && isOnCpu(numerics))
            .findFirst()
            .map(
                numerics ->
                    NumericsFingerprint.current(Integer.parseInt(numerics.get(Numerics.THREADS))))
            .orElse(null));
  }

  private static WorkerRequirements of(String control, @Nullable NumericsFingerprint fingerprint) {
    return new WorkerRequirements(
        BuildIdentity.current(),
        control,
        RunControl.driver(control, new BeamFileSystems()).orElse(null),
        fingerprint);
  }

  private static boolean isOnCpu(Map<String, String> numerics) {
    return numerics.containsKey(Numerics.THREADS)
        && ComputeDevice.CPU.id().equals(numerics.get(Numerics.DEVICE));
  }

  /**
   * Checks that this process has the driver's build and sees the driver.
   *
   * @return false if another start of the run has replaced the driver
   * @throws RefusedWorkerException if the process must not compute for the driver
   */
  boolean isMet() {
    return isMet(VISIBLE);
  }

  boolean isMet(Duration visible) {
    String missing = build.missingFrom(BuildIdentity.current());
    if (!missing.isEmpty()) {
      throw refused(
          """
          runs %s; fill its lib/ from the driver's checkout and restart it (make cluster-home, make \
          cluster-down, make cluster-up)"""
              .formatted(missing));
    }
    if (driver == null) {
      return true;
    }
    BeamFileSystems fileSystems = new BeamFileSystems();
    return Waiting.forValue(() -> RunControl.driver(control, fileSystems), LOOK, visible)
        .orElseThrow(
            () ->
                refused(
                    """
                    does not see the driver's folder %s (or the driver has ended); --artifacts has \
                    to name a folder that all machines share under one path, or an address that \
                    all of them reach"""
                        .formatted(control)))
        .equals(driver);
  }

  /**
   * Checks that this process computes the same bits as the driver, as the recipe requires.
   *
   * @throws RefusedWorkerException if the process would compute other bits
   */
  void requireSameBits(UnitTask task) {
    Map<String, String> expected = task.recipe().numerics();
    if (expected == null || !expected.containsKey(Numerics.THREADS)) {
      return;
    }
    String device = String.valueOf(expected.get(Numerics.DEVICE));
    String threads = String.valueOf(expected.get(Numerics.THREADS));
    Precision wanted = Precision.of(expected);
    Precision precision = wanted.isSupported() ? wanted : Precision.FLOAT32;
    Map<String, String> own =
        OWN.computeIfAbsent(
            device + " " + threads + " " + precision,
            key ->
                Numerics.of(ComputeDevice.of(device), Integer.parseInt(threads), precision)
                    .fields());
    Set<String> differences = new TreeSet<>();
    expected.forEach(
        (field, value) -> {
          if (!value.equals(own.get(field))) {
            differences.add(field + ": found " + own.get(field) + ", expected " + value);
          }
        });
    String difference = String.join("; ", differences);
    if (own.equals(expected) && fingerprint != null && isOnCpu(expected)) {
      difference = fingerprint.difference(NumericsFingerprint.current(fingerprint.threads()));
    }
    if (!own.equals(expected) || !difference.isEmpty()) {
      throw refused(
          """
          would compute other bits than %s requires: %s; install the driver's native library on \
          all workers, start the driver on a machine like theirs, or set ATEN_CPU_CAPABILITY and \
          engine.cpu alike on all"""
              .formatted(task.key(), difference));
    }
  }

  private static RefusedWorkerException refused(String reason) {
    return new RefusedWorkerException("worker " + WorkerIdentity.current() + " " + reason);
  }
}
