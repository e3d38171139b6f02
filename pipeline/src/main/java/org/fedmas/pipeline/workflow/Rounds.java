package org.fedmas.pipeline.workflow;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.fedmas.aggregation.AggregationSettings;
import org.fedmas.aggregation.AggregationStage;
import org.fedmas.aggregation.rule.ValidationMeasure;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.Digest;
import org.fedmas.contract.Round;
import org.fedmas.contract.StageName;
import org.fedmas.contract.UnitKey;
import org.fedmas.evaluation.EvaluationStage;
import org.fedmas.preprocess.ShardPlan;
import org.fedmas.prior.PriorStage;
import org.fedmas.results.record.RunUnits;
import org.fedmas.tables.partition.Part;
import org.fedmas.training.TrainingSettings;
import org.fedmas.training.TrainingStage;
import org.jspecify.annotations.Nullable;

/** The units of the rounds. They wait until the partition of simulated clients is computed. */
final class Rounds {

  private final Settings settings;
  private final ClientShards holdings;
  private final DrawnClients drawn;
  private final AuxiliaryUnits auxiliary;

  /** Creates the rounds; the participants are the clients that may be drawn. */
  Rounds(
      Settings settings,
      Path data,
      Function<Path, Digest> fileDigests,
      ClientShards holdings,
      List<ClientId> participants) {
    this.settings = settings;
    this.holdings = holdings;
    this.drawn = new DrawnClients(settings.training().sampling(), participants);
    this.auxiliary =
        new AuxiliaryUnits(
            settings,
            data,
            client -> holdings.shards(client, Part.TRAIN),
            fileDigests,
            drawn.in(new Round(1))::contains);
  }

  ClientShards holdings() {
    return holdings;
  }

  List<ClientId> participants() {
    return drawn.participants();
  }

  /** Returns the units that replace statistics of the auxiliary networks, as published. */
  List<WorkUnit> adaptations() {
    return auxiliary.adaptations(List.copyOf(drawn.in(new Round(1))), RunUnits.PARTITION);
  }

  List<WorkUnit> adaptedFeatures() {
    return auxiliary.adaptedFeatures(drawn.participants());
  }

  /** Returns the priors and the local training of every client that is drawn in the round. */
  List<WorkUnit> localWork(Round round) {
    List<WorkUnit> units = new ArrayList<>();
    for (ClientId client : drawn.in(round)) {
      if (settings.needsPrior(round)) {
        Map<String, List<UnitKey>> inputs = new TreeMap<>();
        inputs.put(PriorStage.MODEL, List.of(startModel(round, client)));
        inputs.put(PriorStage.PARTITION, List.of(RunUnits.PARTITION));
        inputs.put(PriorStage.IMAGES, shards(client, Part.TRAIN));
        if (settings.training().normalisation().keepsEntries()) {
          inputs.put(PriorStage.OWN, List.of(ownBefore(round, client)));
        }
        Map<String, Digest> raw = new TreeMap<>();
        auxiliary.forPrior(round, client, inputs, raw);
        if (!settings.training().prior().isPlain()) {
          auxiliary.originals(client, PriorStage.ORIGINALS, inputs);
        }
        if (settings.training().local().keepsMeasuringHead()) {
          previous(round, client, PriorStage.PREVIOUS, inputs);
        }
        UnitKey key = UnitKey.of(StageName.PRIOR, round, client);
        units.add(unit(key, inputs, raw, holdings.images(client)));
      }
      if (settings.training().aggregation().retraining().isPresent()) {
        units.add(measurement(PriorStage.gradients(round, client), round, client));
      }
      units.add(training(round, client));
    }
    return units;
  }

  /** Returns the losses under the model that the round begins with, of every client drawn. */
  List<WorkUnit> classLosses(Round round) {
    return drawn.in(round).stream()
        .map(client -> measurement(PriorStage.losses(round, client), round, client))
        .toList();
  }

  /** Returns a measurement of the model that the round begins with on a client's images. */
  private WorkUnit measurement(UnitKey key, Round round, ClientId client) {
    Map<String, List<UnitKey>> inputs = new TreeMap<>();
    inputs.put(PriorStage.MODEL, List.of(RunUnits.globalModel(round.previous())));
    inputs.put(PriorStage.PARTITION, List.of(RunUnits.PARTITION));
    inputs.put(PriorStage.IMAGES, shards(client, Part.TRAIN));
    if (settings.training().normalisation().keepsEntries()) {
      inputs.put(PriorStage.OWN, List.of(ownBefore(round, client)));
    }
    return unit(key, inputs, Map.of(), holdings.images(client));
  }

  WorkUnit aggregation(Round round) {
    Map<String, List<UnitKey>> inputs = new TreeMap<>();
    inputs.put(
        AggregationStage.UPDATES,
        drawn.in(round).stream().map(c -> RunUnits.update(round, c)).toList());
    if (settings.needsPrior(round)) {
      inputs.put(
          AggregationStage.PRIORS,
          drawn.in(round).stream().map(c -> UnitKey.of(StageName.PRIOR, round, c)).toList());
    }
    AggregationSettings aggregation = settings.training().aggregation();
    boolean adjusts = aggregation.rule().measure().isPresent() && round.number() > 1;
    if (adjusts) {
      List<UnitKey> evaluations = earlierEvaluations(round);
      if (!evaluations.isEmpty()) {
        inputs.put(AggregationStage.EVALUATIONS, evaluations);
      }
    }
    if (aggregation.needsReceived() || adjusts) {
      inputs.put(AggregationStage.MODEL, List.of(RunUnits.globalModel(round.previous())));
    }
    if (settings.training().aggregation().needsPartition()) {
      inputs.put(AggregationStage.PARTITION, List.of(RunUnits.PARTITION));
    }
    if (aggregation.retraining().isPresent()) {
      inputs.put(
          AggregationStage.GRADIENTS,
          drawn.in(round).stream().map(c -> PriorStage.gradients(round, c)).toList());
    }
    return new WorkUnit(RunUnits.globalModel(round), inputs, Map.of(), 0);
  }

  /** Returns the evaluations of the participants in the round before, on validation images. */
  private List<UnitKey> earlierEvaluations(Round round) {
    List<ClientId> evaluated = holdings.evaluated(Part.VALIDATION);
    return drawn.in(round).stream()
        .filter(evaluated::contains)
        .map(
            client ->
                leavesOut()
                    ? RunUnits.withoutClient(round.previous(), client)
                    : RunUnits.evaluation(round.previous(), client, Part.VALIDATION))
        .toList();
  }

  /** Returns the models that a round's local work starts from. */
  List<UnitKey> startModels(Round round) {
    return drawn.in(round).stream().map(client -> startModel(round, client)).distinct().toList();
  }

  /** Returns the global model before a round, or a client's own where it trains alone. */
  private UnitKey startModel(Round round, ClientId client) {
    return settings.isLocal() && round.number() > 1
        ? RunUnits.update(round.previous(), client)
        : RunUnits.globalModel(round.previous());
  }

  /** Returns the clients that are evaluated on a part; alone, a client needs a model of its own. */
  List<ClientId> evaluated(Part part) {
    List<ClientId> holders = holdings.evaluated(part);
    return settings.isLocal()
        ? holders.stream().filter(drawn.participants()::contains).toList()
        : holders;
  }

  /** Returns the evaluation of the round's models on the images that rounds are selected on. */
  List<WorkUnit> evaluation(Round round) {
    Part part = settings.evaluation().onTest() ? Part.TEST : Part.VALIDATION;
    List<WorkUnit> units = new ArrayList<>();
    // the pool's model is the global one
    Set<ClientId> trained = settings.isPooled() ? Set.of() : drawn.in(round);
    for (ClientId client : evaluated(part)) {
      Map<String, List<UnitKey>> inputs = evaluationInputs(round, client, part);
      if (trained.contains(client)) {
        inputs.put(EvaluationStage.LOCAL, List.of(RunUnits.update(round, client)));
        inputs.putAll(base(round));
      }
      units.add(unit(RunUnits.evaluation(round, client, part), inputs, Map.of(), 0));
    }
    if (leavesOut() && round.number() < settings.run().rounds()) {
      units.addAll(withoutClients(round));
    }
    return units;
  }

  /** Returns whether the rule scores global models without one client's part. */
  private boolean leavesOut() {
    return settings
        .training()
        .aggregation()
        .rule()
        .measure()
        .filter(ValidationMeasure::leavesOut)
        .isPresent();
  }

  /** Returns the scores of the round's global model without each participant's part. */
  private List<WorkUnit> withoutClients(Round round) {
    List<WorkUnit> units = new ArrayList<>();
    Set<ClientId> trained = drawn.in(round);
    for (ClientId client : holdings.evaluated(Part.VALIDATION)) {
      if (trained.contains(client)) {
        Map<String, List<UnitKey>> inputs = evaluationInputs(round, client, Part.VALIDATION);
        inputs.put(EvaluationStage.LOCAL, List.of(RunUnits.update(round, client)));
        units.add(unit(RunUnits.withoutClient(round, client), inputs, Map.of(), 0));
      }
    }
    return units;
  }

  /** Returns the global model of the best round, once it is known, on every client's test part. */
  List<WorkUnit> selected(Optional<Round> best) {
    return holdings.evaluated(Part.TEST).stream()
        .map(
            client ->
                best.map(round -> evaluationInputs(round, client, Part.TEST))
                    .map(inputs -> unit(RunUnits.selected(client), inputs, Map.of(), 0))
                    .orElseGet(() -> undecided(RunUnits.selected(client))))
        .toList();
  }

  /** Returns each client's own model of its chosen round, once chosen, on its own test part. */
  List<WorkUnit> personal(Optional<Map<ClientId, Round>> chosen) {
    if (chosen.isEmpty()) {
      return drawn.participants().stream().map(RunUnits::personal).map(Rounds::undecided).toList();
    }
    List<WorkUnit> units = new ArrayList<>();
    for (Map.Entry<ClientId, Round> own : chosen.get().entrySet()) {
      ClientId client = own.getKey();
      Map<String, List<UnitKey>> inputs = new TreeMap<>();
      inputs.put(EvaluationStage.LOCAL, List.of(RunUnits.update(own.getValue(), client)));
      inputs.putAll(base(own.getValue()));
      inputs.put(EvaluationStage.PARTITION, List.of(RunUnits.PARTITION));
      inputs.put(EvaluationStage.IMAGES, shards(client, Part.TEST));
      units.add(unit(RunUnits.personal(client), inputs, Map.of(), 0));
    }
    return units;
  }

  /** Returns each client's own model of its chosen round, once chosen, on all test images. */
  List<WorkUnit> everywhere(Optional<Map<ClientId, Round>> chosen) {
    List<UnitKey> shards = keys(holdings.shards(Part.TEST));
    return drawn.participants().stream()
        .map(
            client ->
                chosen
                    .map(rounds -> everywhere(client, rounds.get(client), shards))
                    .orElseGet(() -> undecided(RunUnits.everywhere(client))))
        .toList();
  }

  private WorkUnit everywhere(ClientId client, @Nullable Round round, List<UnitKey> shards) {
    UnitKey key = RunUnits.everywhere(client);
    if (round == null) {
      return undecided(key);
    }
    Map<String, List<UnitKey>> inputs = new TreeMap<>();
    inputs.put(EvaluationStage.LOCAL, List.of(RunUnits.update(round, client)));
    inputs.put(EvaluationStage.PARTITION, List.of(RunUnits.PARTITION));
    inputs.put(EvaluationStage.IMAGES, shards);
    return unit(key, inputs, Map.of(), 0);
  }

  private static WorkUnit undecided(UnitKey key) {
    String reason = "the best round is determined only after evaluation";
    return new WorkUnit(key, Map.of(), Map.of(), reason, 0);
  }

  private Map<String, List<UnitKey>> evaluationInputs(Round round, ClientId client, Part part) {
    Map<String, List<UnitKey>> inputs = new TreeMap<>();
    if (settings.training().normalisation().keepsEntries()) {
      // without own entries no model is this client's: its images have no prediction
      drawn
          .last(round, client)
          .ifPresent(
              last -> {
                inputs.put(EvaluationStage.GLOBAL, List.of(RunUnits.globalModel(round)));
                inputs.put(EvaluationStage.OWN, List.of(RunUnits.update(last, client)));
              });
    } else if (!settings.isLocal()) {
      inputs.put(EvaluationStage.GLOBAL, List.of(RunUnits.globalModel(round)));
    }
    inputs.put(EvaluationStage.PARTITION, List.of(RunUnits.PARTITION));
    inputs.put(EvaluationStage.IMAGES, shards(client, part));
    return inputs;
  }

  private WorkUnit training(Round round, ClientId client) {
    TrainingSettings local = settings.training().local();
    Map<String, List<UnitKey>> inputs = new TreeMap<>();
    inputs.put(TrainingStage.MODEL, List.of(startModel(round, client)));
    inputs.put(TrainingStage.PARTITION, List.of(RunUnits.PARTITION));
    inputs.put(TrainingStage.IMAGES, shards(client, Part.TRAIN));
    Map<String, Digest> raw = new TreeMap<>();
    auxiliary.forTraining(client, inputs, raw);
    auxiliary.originals(client, TrainingStage.ORIGINALS, inputs);
    if (local.loss().needsClassLosses()) {
      inputs.put(
          TrainingStage.CLASS_LOSSES,
          drawn.in(round).stream().map(c -> PriorStage.losses(round, c)).toList());
    }
    if (local.readsPrevious() || settings.keepsEntries()) {
      previous(round, client, TrainingStage.PREVIOUS, inputs);
    }
    if (settings.keepsEntries()) {
      inputs.put(TrainingStage.OWN, List.of(ownBefore(round, client)));
    }
    long images = local.work().images(holdings.images(client), local.batchSize());
    return unit(RunUnits.update(round, client), inputs, raw, images);
  }

  /** Adds the update of the last round before this one that the client was drawn in, if any. */
  private void previous(
      Round round, ClientId client, String role, Map<String, List<UnitKey>> inputs) {
    drawn
        .before(round, client)
        .map(previous -> List.of(RunUnits.update(previous, client)))
        .ifPresent(update -> inputs.put(role, update));
  }

  /** Returns the unit with the entries that a client keeps before a round. */
  private UnitKey ownBefore(Round round, ClientId client) {
    return drawn
        .before(round, client)
        .map(previous -> RunUnits.update(previous, client))
        .orElse(RunUnits.START);
  }

  /** Returns the global model that personal heads of a round are evaluated with. */
  private Map<String, List<UnitKey>> base(Round round) {
    return settings.model().network().hasPersonalHead()
        ? Map.of(EvaluationStage.BASE, List.of(RunUnits.globalModel(round)))
        : Map.of();
  }

  private List<UnitKey> shards(ClientId client, Part part) {
    return keys(holdings.shards(client, part));
  }

  private static List<UnitKey> keys(List<ShardPlan.Shard> shards) {
    return shards.stream().map(ShardPlan.Shard::key).toList();
  }

  /** Returns a unit that waits until its client's images are known. */
  private WorkUnit unit(
      UnitKey key, Map<String, List<UnitKey>> inputs, Map<String, Digest> raw, long images) {
    return holdings
        .waitsFor()
        .map(event -> new WorkUnit(key, Map.of(), Map.of(), event, 0))
        .orElseGet(() -> new WorkUnit(key, inputs, raw, images));
  }
}
