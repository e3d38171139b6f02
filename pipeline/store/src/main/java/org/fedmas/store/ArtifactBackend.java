package org.fedmas.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.fedmas.contract.ArtifactKind;
import org.fedmas.contract.ArtifactRef;
import org.fedmas.contract.error.ConfigException;

/**
 * The storage of committed artifacts: a local folder, or an address. A backend moves bytes and
 * guarantees that an artifact appears as a whole; the store interprets them.
 */
public interface ArtifactBackend {

  /** Returns the value of {@code --artifacts} that selects this storage. */
  String address();

  /** Returns the artifact's folder or address for use in messages. */
  String place(ArtifactRef ref);

  /**
   * Returns the local folder of an artifact, whether it exists or not.
   *
   * @throws ConfigException if the artifacts are remote
   */
  default Path folder(ArtifactRef ref) {
    throw new ConfigException(
        "--artifacts %s: this command needs artifacts in a local folder".formatted(address()));
  }

  /** Returns the bytes of an artifact's manifest; empty if the artifact was never committed. */
  Optional<byte[]> manifest(ArtifactRef ref) throws IOException;

  /**
   * Commits a staging folder, unless the artifact exists already.
   *
   * @param staging the synced manifest and every file that it names
   * @return false if another commit may have been first; callers then read its manifest
   */
  boolean commit(Path staging, Manifest manifest) throws IOException;

  /** Returns whether {@link #open} checks the files' digests. */
  boolean checksOnOpen();

  /**
   * Opens an artifact's files for reading.
   *
   * @param names selects the files that the caller needs; others may be present, too
   */
  OpenArtifact open(Manifest manifest, Predicate<String> names) throws IOException;

  /** Hashes an artifact's files; returns one line per damaged, missing or extra file. */
  List<String> damage(Manifest manifest) throws IOException;

  /** Returns whether the payload of a committed artifact was released. */
  boolean isReleased(ArtifactRef ref);

  /** Moves an artifact's folder aside; does nothing if the folder is absent. */
  void setAside(ArtifactRef ref) throws IOException;

  /** Returns the artifacts of a kind, including folders without a manifest, sorted. */
  List<ArtifactRef> places(ArtifactKind kind) throws IOException;
}
