package org.fedmas.results.score;

import java.util.List;
import java.util.Optional;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.Round;
import org.fedmas.contract.UnitKey;
import org.fedmas.results.record.Participation;
import org.fedmas.store.Manifest;
import org.fedmas.tables.partition.Part;

/**
 * The units that a run's record lists.
 *
 * @param parts the clients' images
 */
record RecordedUnits(RecordedRun run, Participation parts) implements ScoredUnits {

  @Override
  public Optional<Manifest> manifest(UnitKey unit) {
    return run.manifest(unit);
  }

  /** Returns the holders of a part; where each trains alone, those of them with a model. */
  @Override
  public List<ClientId> evaluated(Part part) {
    List<ClientId> holders =
        parts.images().keySet().stream()
            .map(ClientId::new)
            .filter(client -> parts.count(client, part) > 0)
            .toList();
    return run.isLocal()
        ? holders.stream().filter(run.ownModels(new Round(1)).keySet()::contains).toList()
        : holders;
  }
}
