package org.fedmas.pipeline.run.worker;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.fedmas.contract.Waiting;
import org.fedmas.contract.error.InterruptedRunException;
import org.fedmas.contract.error.LockedException;
import org.fedmas.pipeline.run.control.RunControl;
import org.fedmas.pipeline.run.control.UnitTask;
import org.fedmas.store.file.DurableFiles;
import org.fedmas.store.lease.Lease;
import org.fedmas.store.lease.LeaseRequest;

/** The lock that allows only one process at a time to compute a recipe. */
final class UnitLock {

  private static final Duration POLL = Duration.ofMillis(100);

  private UnitLock() {}

  /**
   * Takes the lease of a unit's recipe, or waits until another process has committed the artifact.
   *
   * @param leases the folder of all leases
   * @param isCommitted tells whether the artifact is committed
   * @return empty if the artifact is committed
   * @throws LockedException if the wait timed out
   * @throws InterruptedRunException if the run is to stop
   */
  static Optional<Lease> take(
      UnitTask task,
      Path leases,
      DurableFiles files,
      RunControl control,
      BooleanSupplier isCommitted)
      throws IOException {
    Path folder = leases.resolve(task.recipe().fingerprint().hex());
    String run = task.control().replaceFirst(".*[/\\\\]", "");
    LeaseRequest request = new LeaseRequest(folder, task.key() + " of run " + run, files);
    Waiting.Poll<Optional<Lease>, IOException> poll =
        () -> {
          if (isCommitted.getAsBoolean()) {
            return Optional.of(Optional.empty());
          }
          Optional<Lease> lease = request.attempt();
          if (lease.isPresent()) {
            return Optional.of(lease);
          }
          if (control.stopRequested()) {
            throw new InterruptedRunException(task.key() + " was stopped while waiting");
          }
          control.heartbeats().waits(task.key(), request.holder());
          return Optional.empty();
        };
    return Waiting.forValue(poll, POLL, control.lockWait())
        .orElseThrow(
            () ->
                new LockedException(
                    "%s is being computed by %s; wait for it with --lock-wait SECONDS"
                        .formatted(task.key(), request.holder())));
  }
}
