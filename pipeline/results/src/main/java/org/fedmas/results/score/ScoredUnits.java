package org.fedmas.results.score;

import java.util.List;
import java.util.Optional;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.UnitKey;
import org.fedmas.store.Manifest;
import org.fedmas.tables.partition.Part;

/** The units of a run and their artifacts, as far as scores need them. */
public interface ScoredUnits {

  /** Returns the manifest of a unit; empty as long as the unit is not computed. */
  Optional<Manifest> manifest(UnitKey unit);

  /** Returns the clients that are evaluated on their images of a part, in order. */
  List<ClientId> evaluated(Part part);
}
