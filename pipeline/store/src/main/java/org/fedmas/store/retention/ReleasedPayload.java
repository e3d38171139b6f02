package org.fedmas.store.retention;

import java.util.Set;
import org.fedmas.contract.ArtifactRef;

/**
 * A payload that a run does not keep.
 *
 * @param artifact the artifact of the payload
 * @param files the names of its files that may be deleted
 */
public record ReleasedPayload(HeldArtifact artifact, Set<String> files) {

  public ReleasedPayload {
    files = Set.copyOf(files);
  }

  /** Returns the artifact that the payload belongs to. */
  public ArtifactRef ref() {
    return artifact.ref();
  }
}
