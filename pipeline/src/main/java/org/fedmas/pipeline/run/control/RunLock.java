package org.fedmas.pipeline.run.control;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.fedmas.contract.error.LockedException;
import org.fedmas.results.record.RunFolder;
import org.fedmas.store.lease.Lease;
import org.fedmas.store.lease.LeaseRequest;
import org.jspecify.annotations.Nullable;

/** Lets one process at a time work on a run of that name. */
public final class RunLock {

  private static final Duration POLL = Duration.ofMillis(200);

  private RunLock() {}

  /**
   * Takes the lock.
   *
   * @param wait how long to wait for another process; null for ever
   * @param notice told once, if waiting is needed, who holds it
   * @throws LockedException if the wait ran out
   */
  public static Lease take(RunFolder place, @Nullable Duration wait, Consumer<String> notice)
      throws IOException, InterruptedException {
    LeaseRequest request = new LeaseRequest(place.lease(), "run " + place.name(), place.files());
    long start = System.nanoTime();
    boolean noticed = false;
    while (true) {
      Optional<Lease> lease = request.attempt();
      if (lease.isPresent()) {
        return lease.get();
      }
      if (!noticed) {
        notice.accept("waiting for " + request.holder());
        noticed = true;
      }
      if (wait != null && System.nanoTime() - start >= wait.toNanos()) {
        throw new LockedException(
            "run "
                + place.name()
                + " is held by "
                + request.holder()
                + "; wait for it with --lock-wait SECONDS, or choose another --run NAME");
      }
      Thread.sleep(POLL.toMillis());
    }
  }
}
