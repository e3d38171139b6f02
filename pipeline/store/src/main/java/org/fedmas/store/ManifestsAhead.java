package org.fedmas.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.fedmas.contract.ArtifactRef;

/**
 * A reader of the manifests that a run's record names, from the last one backwards, on its own
 * thread. Its user asks for them from the first one on, so that the two meet in the middle. A
 * reader serves one pass, since a manifest that was read is not looked up again.
 */
public final class ManifestsAhead implements AutoCloseable {

  private final ArtifactStore store;
  private final Map<ArtifactRef, Manifest> ahead = new ConcurrentHashMap<>();
  private final Set<ArtifactRef> asked = ConcurrentHashMap.newKeySet();
  private volatile boolean ended;

  private ManifestsAhead(ArtifactStore store) {
    this.store = store;
  }

  /** Starts to read the manifests of artifacts. */
  public static ManifestsAhead of(ArtifactStore store, Collection<ArtifactRef> refs) {
    ManifestsAhead manifests = new ManifestsAhead(store);
    List<ArtifactRef> backwards = new ArrayList<>(refs);
    Collections.reverse(backwards);
    Thread thread = new Thread(() -> manifests.read(backwards), "manifests ahead");
    thread.setDaemon(true);
    thread.start();
    return manifests;
  }

  /**
   * Returns the manifest of an artifact, empty if it was never committed.
   *
   * @throws org.fedmas.contract.error.CorruptArtifactException if it cannot be read
   */
  public Optional<Manifest> find(ArtifactRef ref) {
    asked.add(ref);
    Manifest known = ahead.get(ref);
    return known == null ? store.find(ref) : Optional.of(known);
  }

  @Override
  public void close() {
    ended = true;
  }

  private void read(List<ArtifactRef> refs) {
    for (ArtifactRef ref : refs) {
      if (ended || asked.contains(ref)) {
        return;
      }
      try {
        store.find(ref).ifPresent(manifest -> ahead.put(ref, manifest));
      } catch (RuntimeException e) {
        // the user reads the manifest again and reports the failure
      }
    }
  }
}
