package org.fedmas.pipeline.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.fedmas.aggregation.rule.ValidationMeasure;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.Round;
import org.fedmas.contract.UnitKey;
import org.fedmas.evaluation.EvaluationStage;
import org.fedmas.results.record.RunUnits;
import org.fedmas.tables.partition.Part;
import org.jspecify.annotations.Nullable;

/** The units that score models: those of each round, and those of the rounds chosen at the end. */
record EvaluationUnits(Settings settings, ClientShards holdings, DrawnClients drawn) {

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
      units.add(holdings.unit(RunUnits.evaluation(round, client, part), inputs, Map.of(), 0));
    }
    if (leavesOut(settings) && round.number() < settings.run().rounds()) {
      units.addAll(withoutClients(round));
    }
    return units;
  }

  /** Returns whether the rule scores global models without one client's part. */
  static boolean leavesOut(Settings settings) {
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
        units.add(holdings.unit(RunUnits.withoutClient(round, client), inputs, Map.of(), 0));
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
                    .map(inputs -> holdings.unit(RunUnits.selected(client), inputs, Map.of(), 0))
                    .orElseGet(() -> undecided(RunUnits.selected(client))))
        .toList();
  }

  /**
   * Returns the test of the last round's global model, unless the test of the selected round or the
   * evaluation of the last one is the same. Empty as long as the best round is not known.
   */
  List<WorkUnit> last(Optional<Round> best) {
    Round last = new Round(settings.run().rounds());
    if (settings.evaluation().onTest() || best.isEmpty() || best.get().equals(last)) {
      return List.of();
    }
    return holdings.evaluated(Part.TEST).stream()
        .map(
            client ->
                holdings.unit(
                    RunUnits.evaluation(last, client, Part.TEST),
                    evaluationInputs(last, client, Part.TEST),
                    Map.of(),
                    0))
        .toList();
  }

  /** Returns each client's own model of its chosen round, once chosen, on its own test part. */
  List<WorkUnit> personal(Optional<Map<ClientId, Round>> chosen) {
    if (chosen.isEmpty()) {
      return drawn.participants().stream()
          .map(RunUnits::personal)
          .map(EvaluationUnits::undecided)
          .toList();
    }
    List<WorkUnit> units = new ArrayList<>();
    for (Map.Entry<ClientId, Round> own : chosen.get().entrySet()) {
      ClientId client = own.getKey();
      Map<String, List<UnitKey>> inputs = new TreeMap<>();
      inputs.put(EvaluationStage.LOCAL, List.of(RunUnits.update(own.getValue(), client)));
      inputs.putAll(base(own.getValue()));
      inputs.put(EvaluationStage.PARTITION, List.of(RunUnits.PARTITION));
      inputs.put(EvaluationStage.IMAGES, holdings.keys(client, Part.TEST));
      units.add(holdings.unit(RunUnits.personal(client), inputs, Map.of(), 0));
    }
    return units;
  }

  /** Returns each client's own model of its chosen round, once chosen, on all test images. */
  List<WorkUnit> everywhere(Optional<Map<ClientId, Round>> chosen) {
    List<UnitKey> shards = holdings.keys(Part.TEST);
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
    return holdings.unit(key, inputs, Map.of(), 0);
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
    inputs.put(EvaluationStage.IMAGES, holdings.keys(client, part));
    return inputs;
  }

  /** Returns the global model that personal heads of a round are evaluated with. */
  private Map<String, List<UnitKey>> base(Round round) {
    return settings.model().network().hasPersonalHead()
        ? Map.of(EvaluationStage.BASE, List.of(RunUnits.globalModel(round)))
        : Map.of();
  }
}
