package org.fedmas.pipeline.run.worker;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.fedmas.contract.error.InterruptedRunException;
import org.fedmas.contract.error.LockedException;
import org.fedmas.pipeline.run.control.RunControl;
import org.fedmas.pipeline.run.control.UnitTask;
import org.fedmas.store.file.DurableFiles;
import org.fedmas.store.lease.Lease;
import org.fedmas.store.lease.LeaseRequest;
import org.jspecify.annotations.Nullable;

/** Lets one process at a time compute a recipe; the others wait and take what it made. */
final class UnitLock {

  private static final long POLL_MILLIS = 100;

  private UnitLock() {}

  /**
   * Takes the lease of a unit's recipe.
   *
   * @param leases folder of all leases
   * @param isThere whether the artifact has appeared, so that there is nothing left to do
   * @return empty if the artifact appeared
   * @throws LockedException if waiting for another process took too long
   * @throws InterruptedRunException if the run is to stop
   */
  static Optional<Lease> take(
      UnitTask task, Path leases, DurableFiles files, RunControl control, BooleanSupplier isThere)
      throws IOException, InterruptedException {
    Path place = leases.resolve(task.recipe().fingerprint().hex());
    LeaseRequest request = new LeaseRequest(place, work(task), files);
    @Nullable Duration wait = control.unitWait();
    long start = System.nanoTime();
    while (!isThere.getAsBoolean()) {
      Optional<Lease> lease = request.attempt();
      if (lease.isPresent()) {
        return lease;
      }
      if (control.stopRequested()) {
        throw new InterruptedRunException(task.key() + " was stopped while it waited");
      }
      if (wait != null && System.nanoTime() - start >= wait.toNanos()) {
        throw new LockedException(
            task.key()
                + " is being computed by "
                + request.holder()
                + "; wait for it with --lock-wait SECONDS");
      }
      control.live().waits(task.key(), request.holder());
      Thread.sleep(POLL_MILLIS);
    }
    return Optional.empty();
  }

  private static String work(UnitTask task) {
    return task.key() + " of run " + task.control().replaceFirst(".*[/\\\\]", "");
  }
}
