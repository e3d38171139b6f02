package org.fedmas.results.score;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.FederationKind;
import org.fedmas.contract.FileEntry;
import org.fedmas.contract.Round;
import org.fedmas.contract.UnitKey;
import org.fedmas.results.record.RunUnits;
import org.fedmas.store.Manifest;
import org.fedmas.tables.model.ModelFiles;
import org.fedmas.tables.summary.AggregationSummary;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that clients and server exchange in a round: sizes of the stored files that one side
 * writes and the other reads, from their manifests. The exchange of evaluations is not counted.
 *
 * @param participants the clients of the round
 * @param exchanges whether clients and a server exchange models
 */
record RoundTraffic(
    Round round, List<ClientId> participants, boolean exchanges, ScoredUnits units) {

  /** The files of an update that stay with the client. */
  private static final Set<String> OWN = Set.of(ModelFiles.OPTIMIZER, ModelFiles.CLIENT);

  /** Returns the traffic of a round; it has no numbers where one client stands for all. */
  static RoundTraffic of(AggregationSummary round, FederationKind federation, ScoredUnits units) {
    return new RoundTraffic(
        new Round(round.round()),
        round.clients().stream().map(one -> new ClientId(one.client())).toList(),
        federation == FederationKind.FEDERATED,
        units);
  }

  /** Returns the bytes that a client sends: its update and what it measured; null if unknown. */
  @Nullable Long sent(ClientId client) {
    Optional<Manifest> update = update(client);
    return update.isEmpty()
        ? null
        : (Long)
            (bytes(update.get(), name -> !OWN.contains(name))
                + all(RunUnits.prior(round, client))
                + all(RunUnits.classGradients(round, client))
                + all(RunUnits.classLosses(round, client)));
  }

  /**
   * Returns the bytes that a client receives; null if unknown. They are the model that its round
   * starts from, under SCAFFOLD the server's state, and what all participants measured before it.
   */
  @Nullable Long received(ClientId client) {
    Optional<Manifest> update = update(client);
    Optional<Manifest> model = units.manifest(RunUnits.globalModel(round.previous()));
    if (update.isEmpty() || model.isEmpty()) {
      return null;
    }
    boolean control = readsServer(update.get());
    long losses =
        participants.stream().mapToLong(one -> all(RunUnits.classLosses(round, one))).sum();
    return bytes(
            model.get(),
            name -> name.equals(ModelFiles.MODEL) || (control && name.equals(ModelFiles.SERVER)))
        + losses;
  }

  private Optional<Manifest> update(ClientId client) {
    return exchanges ? units.manifest(RunUnits.update(round, client)) : Optional.empty();
  }

  private static boolean readsServer(Manifest update) {
    JsonNode terms = update.recipe().config().values().get("training.terms");
    if (terms != null) {
      for (JsonNode term : terms) {
        if (term.asText().equals("scaffold")) {
          return true;
        }
      }
    }
    return false;
  }

  private long all(UnitKey unit) {
    return units.manifest(unit).map(Manifest::bytes).orElse(0L);
  }

  private static long bytes(Manifest manifest, Predicate<String> names) {
    return manifest.files().stream()
        .filter(file -> names.test(file.name()))
        .mapToLong(FileEntry::size)
        .sum();
  }
}
