package org.fedmas.pipeline.workflow;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.fedmas.aggregation.AggregationSettings;
import org.fedmas.aggregation.AggregationStage;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.Digest;
import org.fedmas.contract.Round;
import org.fedmas.contract.StageName;
import org.fedmas.contract.UnitKey;
import org.fedmas.prior.PriorStage;
import org.fedmas.results.record.RunUnits;
import org.fedmas.tables.partition.Part;
import org.fedmas.training.TrainingSettings;
import org.fedmas.training.TrainingStage;

/** The units of the rounds. They wait until the partition of simulated clients is computed. */
final class Rounds {

  private final Settings settings;
  private final ClientShards holdings;
  private final DrawnClients drawn;
  private final EvaluationUnits evaluations;
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
    this.evaluations = new EvaluationUnits(settings, holdings, drawn);
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

  EvaluationUnits evaluations() {
    return evaluations;
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
        inputs.put(PriorStage.IMAGES, holdings.keys(client, Part.TRAIN));
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
        units.add(holdings.unit(key, inputs, raw, holdings.images(client)));
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
    inputs.put(PriorStage.IMAGES, holdings.keys(client, Part.TRAIN));
    if (settings.training().normalisation().keepsEntries()) {
      inputs.put(PriorStage.OWN, List.of(ownBefore(round, client)));
    }
    return holdings.unit(key, inputs, Map.of(), holdings.images(client));
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
                EvaluationUnits.leavesOut(settings)
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

  private WorkUnit training(Round round, ClientId client) {
    TrainingSettings local = settings.training().local();
    Map<String, List<UnitKey>> inputs = new TreeMap<>();
    inputs.put(TrainingStage.MODEL, List.of(startModel(round, client)));
    inputs.put(TrainingStage.PARTITION, List.of(RunUnits.PARTITION));
    inputs.put(TrainingStage.IMAGES, holdings.keys(client, Part.TRAIN));
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
    return holdings.unit(RunUnits.update(round, client), inputs, raw, images);
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
}
