package org.fedmas.pipeline.beam;

import java.io.Serializable;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.fedmas.pipeline.cluster.CodeIdentity;
import org.fedmas.pipeline.cluster.JobManager;
import org.fedmas.pipeline.run.RunControl;
import org.fedmas.pipeline.run.UnitTask;
import org.fedmas.pipeline.run.WorkerProcess;
import org.fedmas.tensors.ComputeDevice;
import org.fedmas.tensors.Numerics;
import org.jspecify.annotations.Nullable;

/**
 * What a driver demands of whoever computes its units: the same code, the same native library and
 * instruction set, and sight of its folders. A worker that does not meet it is refused before it
 * reads anything.
 *
 * @param code of the driver
 * @param control the folder through which they talk
 * @param driver what the driver wrote there; null where nothing was, as in benchmarks
 */
record WorkerDemand(CodeIdentity code, String control, @Nullable String driver)
    implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final int LOOKS = 50;
  private static final long LOOK_MILLIS = 200;

  /** What this process computes with, by thread count and device. */
  private static final Map<String, Map<String, String>> OWN = new ConcurrentHashMap<>();

  static WorkerDemand of(String control) {
    return new WorkerDemand(
        CodeIdentity.current(), control, RunControl.driver(control, new BeamSpaces()));
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
    String missing = code.missingFrom(CodeIdentity.current());
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
    String seen = RunControl.driver(control, new BeamSpaces());
    for (int look = 0; seen == null && look < looks; look++) {
      JobManager.pause(millis);
      seen = RunControl.driver(control, new BeamSpaces());
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
   * Looks whether this process computes the same bits as the recipe says.
   *
   * @throws RefusedWorkerException if it does not
   */
  static void requireNumerics(UnitTask task) {
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
      throw refused(
          "would compute other bits than "
              + task.key()
              + " asks for: "
              + String.join("; ", differences)
              + "; give all workers the driver's native library, or level the instruction set with"
              + " engine.cpu");
    }
  }

  private static RefusedWorkerException refused(String why) {
    return new RefusedWorkerException("worker " + WorkerProcess.current() + " " + why);
  }
}
