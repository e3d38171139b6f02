package org.fedmas.pipeline.run.worker;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.fedmas.contract.ArtifactRef;
import org.fedmas.contract.Digest;
import org.fedmas.store.ArtifactStore;
import org.fedmas.store.Manifest;
import org.fedmas.store.OpenArtifact;

/**
 * Opens the inputs of units and verifies the bytes of each artifact once per process: a committed
 * artifact never changes. Safe for use by several threads.
 */
final class VerifiedInputs {

  private static final int MOST_MANIFESTS = 512;

  /** Store addresses of artifacts that this process has verified or committed. */
  private final Set<String> verified = ConcurrentHashMap.newKeySet();

  /** The most recently used manifests of remote stores, which save a network request per input. */
  private final Map<String, Manifest> manifests = new LinkedHashMap<>(16, 0.75f, true);

  /** Records an artifact that this process hashed while committing. */
  void add(ArtifactStore store, ArtifactRef ref) {
    verified.add(store.place(ref));
  }

  /**
   * Opens an artifact and verifies its bytes, unless this process has done so before.
   *
   * @param content the expected content; a remembered manifest with another content is read again
   * @throws org.fedmas.contract.error.MissingInputException if the artifact was never committed
   */
  OpenArtifact open(ArtifactStore store, ArtifactRef ref, Digest content, boolean isRemote)
      throws IOException {
    Manifest manifest = isRemote ? remembered(store, ref, content) : store.require(ref);
    if (verified.contains(store.place(ref))) {
      return store.openChecked(manifest);
    }
    OpenArtifact open = store.open(manifest);
    add(store, ref);
    return open;
  }

  private Manifest remembered(ArtifactStore store, ArtifactRef ref, Digest content) {
    String address = store.place(ref);
    synchronized (manifests) {
      Manifest known = manifests.get(address);
      if (known != null && known.content().equals(content)) {
        return known;
      }
    }
    Manifest read = store.require(ref);
    synchronized (manifests) {
      manifests.put(address, read);
      if (manifests.size() > MOST_MANIFESTS) {
        manifests.remove(manifests.keySet().iterator().next());
      }
    }
    return read;
  }
}
