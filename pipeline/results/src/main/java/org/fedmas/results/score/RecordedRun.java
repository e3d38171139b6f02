package org.fedmas.results.score;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.fedmas.contract.ArtifactKind;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.Digest;
import org.fedmas.contract.FederationKind;
import org.fedmas.contract.Round;
import org.fedmas.contract.StageName;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.config.Config;
import org.fedmas.results.record.RunFolder;
import org.fedmas.results.record.RunRecord;
import org.fedmas.results.record.RunUnits;
import org.fedmas.results.report.Selection;
import org.fedmas.results.score.RoundScores.RoundScore;
import org.fedmas.store.ArtifactStore;
import org.fedmas.store.Manifest;
import org.fedmas.store.ManifestsAhead;
import org.fedmas.store.OpenArtifact;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.prediction.PredictionRow;
import org.fedmas.tables.prediction.PredictionTable;

/**
 * A run as read from its record and the store. Neither raw data nor this machine's numerics are
 * needed, so that a copy of the artifacts can be read on any machine.
 *
 * <p>A record may still list units of an earlier configuration, which a later start has not reached
 * yet. Only consistent units count here: computed under the recorded configuration, from artifacts
 * of consistent units.
 */
public final class RecordedRun {

  /** Orders units after those that they read: by round, and within a round by stage. */
  private static final Comparator<UnitKey> DATA_FLOW =
      Comparator.comparingInt(RecordedRun::turn).thenComparing(Comparator.naturalOrder());

  private static final int BEFORE_FEATURES = -10_000_000;

  private final RunRecord record;
  private final ArtifactStore store;
  private final Map<UnitKey, Manifest> units = new TreeMap<>();

  private RecordedRun(RunRecord record, ArtifactStore store) {
    this.record = record;
    this.store = store;
    collect();
  }

  /** Reads the run in a folder; empty if the run was never started. */
  public static Optional<RecordedRun> read(RunFolder place) {
    return RunRecord.read(place.folder()).map(record -> of(record, place.store()));
  }

  /** Returns the run of a record. */
  static RecordedRun of(RunRecord record, ArtifactStore store) {
    return new RecordedRun(record, store);
  }

  /** Returns the artifact of a unit; empty unless a consistent one is listed. */
  public Optional<Manifest> manifest(UnitKey unit) {
    return Optional.ofNullable(units.get(unit));
  }

  /** Returns the consistent artifacts of a kind, in the order of their units. */
  public List<Manifest> artifacts(ArtifactKind kind) {
    return units.values().stream().filter(one -> one.kind() == kind).toList();
  }

  /** Returns the configuration that the run was last started with. */
  public Config config() {
    return Config.of(record.config());
  }

  /** Returns the global model after a round, 0 for the start; empty if it is not computed. */
  public Optional<Manifest> globalModel(Round round) {
    return Optional.ofNullable(units.get(RunUnits.globalModel(round)));
  }

  /** Returns the last computed state of the pretrained network; empty if none is computed. */
  public Optional<Map.Entry<UnitKey, Manifest>> pretrained() {
    return units.entrySet().stream()
        .filter(unit -> unit.getKey().stage() == StageName.PRETRAIN)
        .filter(unit -> unit.getKey().client() == null)
        .max(Comparator.comparingInt(unit -> turn(unit.getKey())));
  }

  /** Returns whether each client trains alone, so that no round has a global model. */
  public boolean isLocal() {
    return FederationKind.of(config()) == FederationKind.LOCAL;
  }

  /** Returns the clients' own models after a round, in the order of the clients. */
  public Map<ClientId, Manifest> ownModels(Round round) {
    Map<ClientId, Manifest> models = new TreeMap<>();
    units.forEach(
        (key, manifest) -> {
          ClientId client = key.client();
          if (key.stage() == StageName.TRAINING && round.equals(key.round()) && client != null) {
            models.put(client, manifest);
          }
        });
    return models;
  }

  /**
   * Returns the round of each client's own model that a run of that many rounds selects; empty
   * until all are trained and evaluated.
   */
  public Optional<Map<ClientId, Round>> ownBest(int rounds) throws IOException {
    Map<ClientId, Round> best = new TreeMap<>();
    for (ClientId client : ownModels(new Round(rounds)).keySet()) {
      Optional<Round> own = RoundScores.best(rounds, selection(), round -> ownScore(round, client));
      if (own.isEmpty()) {
        return Optional.empty();
      }
      best.put(client, own.get());
    }
    return best.isEmpty() ? Optional.empty() : Optional.of(best);
  }

  /** Returns the score of a client's own model, without a number where it has no such images. */
  private Optional<RoundScore> ownScore(Round round, ClientId client) throws IOException {
    for (Part part : List.of(Part.VALIDATION, Part.TEST)) {
      Manifest unit = units.get(RunUnits.evaluation(round, client, part));
      if (unit != null) {
        try (OpenArtifact predictions = store.open(unit)) {
          List<PredictionRow> rows = PredictionTable.read(predictions.file(PredictionTable.FILE));
          Double score = RoundScores.scores(rows, PredictionRow.LOCAL, 0).balancedAccuracy();
          return Optional.of(new RoundScore(round, part.word(), score));
        }
      }
    }
    return record.finished() == null
        ? Optional.empty()
        : Optional.of(new RoundScore(round, Part.VALIDATION.word(), null));
  }

  /** Returns the last update of each client that trained up to a round, in order. */
  public Map<ClientId, Manifest> lastUpdates(Round until) {
    Map<ClientId, UnitKey> last = new TreeMap<>();
    for (UnitKey key : units.keySet()) {
      ClientId client = key.client();
      Round round = key.round();
      if (key.stage() == StageName.TRAINING
          && client != null
          && round != null
          && round.number() <= until.number()) {
        last.merge(client, key, (one, other) -> turn(one) > turn(other) ? one : other);
      }
    }
    Map<ClientId, Manifest> updates = new TreeMap<>();
    last.forEach((client, key) -> updates.put(client, units.get(key)));
    return updates;
  }

  /** Returns the number of rounds with a model, without a gap from the first. */
  public int computedRounds() {
    int rounds = 0;
    while (isComputed(new Round(rounds + 1))) {
      rounds++;
    }
    return rounds;
  }

  private boolean isComputed(Round round) {
    return isLocal() ? !ownModels(round).isEmpty() : globalModel(round).isPresent();
  }

  /** Returns the round that a run of that many rounds selects; empty until all are evaluated. */
  public Optional<Round> best(int rounds) throws IOException {
    Set<ClientId> clients = new TreeSet<>();
    for (UnitKey key : units.keySet()) {
      if (key.client() != null && key.round() != null && key.stage() != StageName.PRETRAIN) {
        clients.add(key.client());
      }
    }
    return RoundScores.best(rounds, selection(), round -> score(round, clients));
  }

  private Selection selection() {
    JsonNode configured = config().values().get("evaluation.selection");
    return configured == null ? Selection.VALIDATION : Selection.of(configured.asText());
  }

  private Optional<RoundScore> score(Round round, Set<ClientId> clients) throws IOException {
    List<PredictionRow> rows = new ArrayList<>();
    Set<ClientId> scored = new HashSet<>();
    String part = selection() == Selection.TEST ? Part.TEST.word() : Part.VALIDATION.word();
    for (Map.Entry<UnitKey, Manifest> unit : units.entrySet()) {
      UnitKey key = unit.getKey();
      ClientId client = key.client();
      if (key.stage() == StageName.EVALUATION
          && round.equals(key.round())
          && client != null
          && part.equals(key.part())) {
        try (OpenArtifact predictions = store.open(unit.getValue())) {
          rows.addAll(PredictionTable.read(predictions.file(PredictionTable.FILE)));
        }
        scored.add(client);
      }
    }
    return scored.containsAll(clients)
        ? Optional.of(
            new RoundScore(
                round, part, RoundScores.scores(rows, PredictionRow.GLOBAL, 0).balancedAccuracy()))
        : Optional.empty();
  }

  private void collect() {
    Config config = config();
    Set<Digest> contents = new HashSet<>();
    List<RunRecord.Unit> listed = new ArrayList<>(record.units());
    listed.sort(Comparator.comparing(unit -> UnitKey.parse(unit.unit()), DATA_FLOW));
    try (ManifestsAhead manifests =
        ManifestsAhead.of(store, listed.stream().map(RunRecord.Unit::ref).toList())) {
      for (RunRecord.Unit unit : listed) {
        Optional<Manifest> manifest = manifests.find(unit.ref());
        if (manifest.isPresent() && isConsistent(manifest.get(), config, contents)) {
          units.put(UnitKey.parse(unit.unit()), manifest.get());
          contents.add(manifest.get().content());
        }
      }
    }
  }

  private static int turn(UnitKey key) {
    Round round = key.round();
    if (key.stage() == StageName.PRETRAIN) {
      // its rounds come before every other round, and each ends with the average
      int number = round == null ? 0 : round.number();
      return BEFORE_FEATURES + 2 * number + (key.client() == null ? 1 : 0);
    }
    if (round != null) {
      return round.number();
    }
    if (key.stage().compareTo(StageName.PRETRAIN) < 0) {
      return Integer.MIN_VALUE;
    }
    return key.stage() == StageName.EVALUATION ? Integer.MAX_VALUE : -1;
  }

  private static boolean isConsistent(Manifest manifest, Config config, Set<Digest> contents) {
    boolean sameConfig =
        manifest.recipe().config().values().entrySet().stream()
            .allMatch(entry -> entry.getValue().equals(config.values().get(entry.getKey())));
    return sameConfig
        && manifest.recipe().inputs().values().stream().allMatch(contents::containsAll);
  }
}
