package org.fedmas.pipeline.housekeeping;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fedmas.contract.ArtifactRef;
import org.fedmas.results.record.RunFolder;
import org.fedmas.store.ArtifactStore;
import org.fedmas.store.lease.Lease;
import org.fedmas.store.lease.LeaseRequest;
import org.fedmas.store.retention.PayloadRelease;

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
  public void release(List<ArtifactRef> refs) throws IOException {
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
      Set<ArtifactRef> wanted = new HashSet<>();
      for (RunHoldings run : RunHoldings.all(place.artifacts())) {
        if (!run.name().equals(place.name())) {
          Set<ArtifactRef> its = run.released(place.artifacts());
          run.refs().stream().filter(ref -> !its.contains(ref)).forEach(wanted::add);
        }
      }
      ArtifactStore store = place.store();
      for (ArtifactRef ref : refs) {
        if (!wanted.contains(ref)) {
          store.release(store.require(ref));
        }
      }
    }
  }
}
