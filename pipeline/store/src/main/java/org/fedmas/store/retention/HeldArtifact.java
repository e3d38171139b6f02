package org.fedmas.store.retention;

import org.fedmas.contract.ArtifactKind;
import org.fedmas.contract.ArtifactRef;
import org.fedmas.contract.Round;
import org.fedmas.contract.UnitKey;

/** An artifact of a run and the unit that it belongs to, with its round and client. */
public record HeldArtifact(UnitKey unit, ArtifactRef ref) {

  ArtifactKind kind() {
    return ref.kind();
  }

  /** Returns the round of the unit; 0 where it has none. */
  int round() {
    Round round = unit.round();
    return round == null ? 0 : round.number();
  }
}
