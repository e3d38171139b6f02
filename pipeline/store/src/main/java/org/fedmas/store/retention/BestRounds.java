package org.fedmas.store.retention;

import java.util.Map;
import org.fedmas.contract.ClientId;

/**
 * The rounds whose models are selected.
 *
 * @param common the selected round of the global model; -1 if it is not known
 * @param own the round of each client that trains alone; empty in a federation
 */
public record BestRounds(int common, Map<ClientId, Integer> own) {

  public BestRounds {
    own = Map.copyOf(own);
  }

  /** Returns the selected round of a federation; -1 if it is not known. */
  public static BestRounds of(int common) {
    return new BestRounds(common, Map.of());
  }

  /** Returns the round whose model counts as the best for an artifact. */
  int of(HeldArtifact artifact) {
    ClientId client = artifact.unit().client();
    return client == null ? common : own.getOrDefault(client, common);
  }

  /** Returns whether an artifact is the chosen model of a client that trains alone. */
  boolean isOwn(HeldArtifact artifact) {
    ClientId client = artifact.unit().client();
    return client != null && own.getOrDefault(client, -1) == artifact.round();
  }
}
