package org.fedmas.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.fedmas.contract.ArtifactKind;
import org.fedmas.contract.ArtifactRef;

/**
 * Where committed artifacts lie: a local folder, or one behind an address. It moves bytes and
 * guarantees that an artifact appears as a whole; what they mean is the store's business.
 */
public interface ArtifactBackend {

  /** What {@code --artifacts} says to come here. */
  String address();

  /** How messages name the artifact's place. */
  String place(ArtifactRef ref);

  /** Returns the bytes of an artifact's manifest; empty if it was never committed. */
  Optional<byte[]> manifest(ArtifactRef ref) throws IOException;

  /**
   * Makes a staged folder the artifact, unless it is there already.
   *
   * @param staging holds the manifest and every file that it names, synced
   * @return false if another one may be there instead; ask for its manifest
   */
  boolean commit(Path staging, Manifest manifest) throws IOException;

  /**
   * Returns an artifact's files to read.
   *
   * @param names which of them; others may be there, too
   */
  OpenArtifact open(Manifest manifest, Predicate<String> names) throws IOException;

  /** Re-hashes an artifact's files; one line per damaged, missing or extra file. */
  List<String> damages(Manifest manifest) throws IOException;

  /** Returns whether a committed artifact's payload was given up. */
  boolean isReleased(ArtifactRef ref);

  /** Moves whatever is at an artifact's place out of the way; nothing there is fine. */
  void setAside(ArtifactRef ref) throws IOException;

  /** Returns every place of that kind where something is, an artifact or not, sorted. */
  List<ArtifactRef> places(ArtifactKind kind) throws IOException;
}
