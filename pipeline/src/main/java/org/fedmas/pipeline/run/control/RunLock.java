package org.fedmas.pipeline.run.control;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.fedmas.contract.Waiting;
import org.fedmas.contract.error.LockedException;
import org.fedmas.results.record.RunFolder;
import org.fedmas.store.lease.Lease;
import org.fedmas.store.lease.LeaseRequest;
import org.jspecify.annotations.Nullable;

/** The lock that allows only one process at a time to work on a run. */
public final class RunLock {

  private static final Duration POLL = Duration.ofMillis(200);

  private RunLock() {}

  /**
   * Takes the lock.
   *
   * @param wait how long to wait for another process; null for ever
   * @param notice receives the holder once if the lock is taken
   * @throws LockedException if the wait timed out
   */
  public static Lease take(RunFolder run, @Nullable Duration wait, Consumer<String> notice)
      throws IOException {
    LeaseRequest request = new LeaseRequest(run.lease(), "run " + run.name(), run.files());
    Optional<Lease> free = request.attempt();
    if (free.isPresent()) {
      return free.get();
    }
    notice.accept("waiting for " + request.holder());
    return Waiting.forValue(request::attempt, POLL, wait)
        .orElseThrow(
            () ->
                new LockedException(
                    """
                    run %s is held by %s; wait for it with --lock-wait SECONDS, or choose another \
                    --run NAME"""
                        .formatted(run.name(), request.holder())));
  }
}
