package org.fedmas.pipeline.housekeeping;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fedmas.contract.ArtifactRef;
import org.fedmas.results.record.RunFolder;
import org.fedmas.store.ArtifactStore;
import org.fedmas.store.lease.Lease;
import org.fedmas.store.lease.LeaseRequest;
import org.fedmas.store.retention.PayloadRelease;
import org.fedmas.store.retention.ReleasedPayload;

/**
 * A small garbage collection of the payloads that a run in progress does not read again, unless
 * another run keeps them. It holds the lease of a garbage collection, so that other runs see it and
 * it sees the artifacts that they pinned.
 */
public final class SpentPayloads implements PayloadRelease {

  private final RunFolder place;

  private SpentPayloads(RunFolder place) {
    this.place = place;
  }

  /** Returns the release of a run in a folder; behind an address nothing is released. */
  public static PayloadRelease of(RunFolder place) {
    return place.home().remote() == null ? new SpentPayloads(place) : PayloadRelease.NONE;
  }

  @Override
  public void release(List<ReleasedPayload> payloads) throws IOException {
    LeaseRequest request =
        new LeaseRequest(
            RunFolder.collection(place.artifacts()),
            "releasing payloads of run " + place.name(),
            place.files());
    Optional<Lease> lease = request.attempt();
    if (lease.isEmpty()) {
      return; // a collection is under way; the next round tries again
    }
    try (Lease held = lease.get()) {
      ReleasableFiles releasable = new ReleasableFiles();
      payloads.forEach(payload -> releasable.offer(payload.ref(), payload.files()));
      for (RunHoldings run : RunHoldings.all(place.artifacts())) {
        if (!run.name().equals(place.name())) {
          releasable.leave(run, place.artifacts());
        }
      }
      ArtifactStore store = place.store();
      for (Map.Entry<ArtifactRef, Set<String>> free : releasable.files().entrySet()) {
        store.release(store.require(free.getKey()), free.getValue());
      }
    }
  }
}
