package org.fedmas.pipeline.run.worker;

import java.util.LinkedHashMap;
import java.util.Map;
import org.fedmas.contract.ArtifactRef;
import org.fedmas.contract.Digest;
import org.fedmas.store.ArtifactStore;
import org.fedmas.store.Manifest;

/**
 * Manifests that this process has read, so that a unit's inputs cost no way over a network each
 * time. A unit's recipe says which content it wants; a manifest of another content is read again.
 * Keeps the last few hundred.
 */
final class ManifestCache {

  private static final int MOST = 512;

  /** Of every store, by place. */
  private static final Map<String, Manifest> KNOWN = new LinkedHashMap<>(16, 0.75f, true);

  private ManifestCache() {}

  /**
   * Returns the manifest of an artifact that must be there.
   *
   * @param content what it should have
   * @throws org.fedmas.contract.error.MissingInputException if it was never committed
   */
  static Manifest require(ArtifactStore store, ArtifactRef ref, Digest content) {
    String place = store.place(ref);
    synchronized (KNOWN) {
      Manifest known = KNOWN.get(place);
      if (known != null && known.content().equals(content)) {
        return known;
      }
    }
    Manifest read = store.require(ref);
    synchronized (KNOWN) {
      KNOWN.put(place, read);
      if (KNOWN.size() > MOST) {
        KNOWN.remove(KNOWN.keySet().iterator().next());
      }
    }
    return read;
  }
}
