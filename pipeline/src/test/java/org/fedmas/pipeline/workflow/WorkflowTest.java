package org.fedmas.pipeline.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fedmas.aggregation.AggregationStage;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.Round;
import org.fedmas.contract.StageName;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.config.ConfigProblems;
import org.fedmas.contract.config.ConfigSource;
import org.fedmas.prior.PriorStage;
import org.fedmas.results.record.RunUnits;
import org.fedmas.training.TrainingStage;
import org.junit.jupiter.api.Test;

class WorkflowTest {

  private static final Phase TEST = new Phase(Phase.Kind.TEST, new Round(2));
  private static final Phase LOCAL_WORK = new Phase(Phase.Kind.LOCAL_WORK, new Round(1));
  private static final Phase EVALUATION = new Phase(Phase.Kind.EVALUATION, new Round(1));

  @Test
  void phasesComeInOrder() {
    Workflow workflow = workflow();
    assertThat(workflow.phases().stream().map(workflow::title))
        .containsExactly(
            "preparation",
            "partition, features, start model",
            "auxiliary networks adapt to their clients",
            "features of the adapted networks",
            "round 1 of 2: local work",
            "round 1 of 2: aggregation",
            "round 1 of 2: evaluation, and local work of round 2",
            "round 2 of 2: aggregation",
            "round 2 of 2: evaluation",
            "test of the selected and the last round");
  }

  @Test
  void aUnitReadsUnitsOfEarlierPhasesOnly() {
    aUnitReadsUnitsOfEarlierPhasesOnly(workflow());
  }

  private static void aUnitReadsUnitsOfEarlierPhasesOnly(Workflow before) {
    Workflow workflow = before.withChosenRounds(Optional.of(new Round(1)), Optional.empty());
    Set<UnitKey> planned = new java.util.HashSet<>();
    for (Phase phase : workflow.phases()) {
      List<WorkUnit> units = workflow.units(phase);
      // priors and training of one client, and statistics of shards, share a phase
      units.forEach(unit -> planned.add(unit.key()));
      for (WorkUnit unit : units) {
        unit.inputs().values().forEach(keys -> assertThat(planned).containsAll(keys));
      }
    }
  }

  @Test
  void evaluationRunsBesideTheNextLocalWork() {
    assertThat(keys(workflow(), EVALUATION))
        .contains(RunUnits.update(new Round(2), new ClientId(0)))
        .anyMatch(key -> key.toString().equals("evaluation/round-1/client-0/validation"));
  }

  @Test
  void feddgGaReadsTheEvaluationsOfTheRoundBefore() {
    Workflow workflow = workflow("aggregation.rule=feddg-ga");
    Phase second = new Phase(Phase.Kind.AGGREGATION, new Round(2));
    Phase first = new Phase(Phase.Kind.AGGREGATION, new Round(1));
    assertThat(workflow.units(second).get(0).inputs())
        .containsKeys(AggregationStage.EVALUATIONS, AggregationStage.MODEL);
    assertThat(workflow.units(first).get(0).inputs()).containsOnlyKeys(AggregationStage.UPDATES);
    aUnitReadsUnitsOfEarlierPhasesOnly(workflow);
  }

  @Test
  void fedceScoresTheModelWithoutEachClient() {
    Workflow workflow = workflow("aggregation.rule=fedce");
    Phase second = new Phase(Phase.Kind.AGGREGATION, new Round(2));
    UnitKey without = RunUnits.withoutClient(new Round(1), new ClientId(0));
    assertThat(keys(workflow, EVALUATION)).contains(without);
    assertThat(keys(workflow, new Phase(Phase.Kind.EVALUATION, new Round(2))))
        .noneMatch(key -> "without-client".equals(key.part()));
    assertThat(workflow.units(second).get(0).inputs().get(AggregationStage.EVALUATIONS))
        .contains(without);
    aUnitReadsUnitsOfEarlierPhasesOnly(workflow);
  }

  @Test
  void creffReadsGradientsOfEveryParticipant() {
    Workflow workflow = workflow("classifier.retraining=creff");
    Phase first = new Phase(Phase.Kind.AGGREGATION, new Round(1));
    assertThat(workflow.units(first).get(0).inputs().get(AggregationStage.GRADIENTS))
        .hasSameSizeAs(workflow.clients())
        .contains(PriorStage.gradients(new Round(1), new ClientId(1)));
    aUnitReadsUnitsOfEarlierPhasesOnly(workflow);
  }

  @Test
  void dalaMeasuresEveryClientBeforeAnyTrains() {
    Workflow workflow = workflow("training.loss=dala");
    assertThat(workflow.phases().stream().map(workflow::title))
        .containsSubsequence(
            "round 1 of 2: losses before local work",
            "round 1 of 2: local work",
            "round 1 of 2: aggregation",
            "round 2 of 2: losses before local work",
            "round 1 of 2: evaluation, and local work of round 2")
        .endsWith("round 2 of 2: evaluation", "test of the selected and the last round");
    WorkUnit update =
        workflow.units(LOCAL_WORK).stream()
            .filter(unit -> unit.key().equals(RunUnits.update(new Round(1), new ClientId(0))))
            .findFirst()
            .orElseThrow();
    assertThat(update.inputs().get(TrainingStage.CLASS_LOSSES))
        .hasSameSizeAs(workflow.clients())
        .contains(PriorStage.losses(new Round(1), new ClientId(1)));
    aUnitReadsUnitsOfEarlierPhasesOnly(workflow);
  }

  @Test
  void selectedUnitsWaitForTheBestRound() {
    assertThat(workflow().units(TEST))
        .isNotEmpty()
        .allMatch(unit -> String.valueOf(unit.waitsFor()).startsWith("the best round"));
  }

  @Test
  void aChosenRoundIsTestedInANewWorkflow() {
    Workflow before = workflow();
    Workflow after = before.withChosenRounds(Optional.of(new Round(1)), Optional.empty());
    assertThat(after.units(TEST)).allMatch(unit -> unit.waitsFor() == null);
    assertThat(before.units(TEST)).noneMatch(unit -> unit.waitsFor() == null);
  }

  @Test
  void theLastRoundIsTestedBesideAnotherSelectedOne() {
    UnitKey last = UnitKey.parse("evaluation/round-2/client-0/test");
    assertThat(keys(chosen(1), TEST)).contains(last, RunUnits.selected(new ClientId(0)));
    assertThat(keys(chosen(2), TEST))
        .contains(RunUnits.selected(new ClientId(0)))
        .doesNotContain(last);
  }

  @Test
  void theLastRoundIsTestedOnceUnderSelectionOnTestImages() {
    String onTest = "evaluation.selection=test";
    assertThat(keys(chosen(1, onTest), TEST))
        .doesNotContain(UnitKey.parse("evaluation/round-2/client-0/test"));
  }

  private static Workflow chosen(int round, String... more) {
    return workflow(more).withChosenRounds(Optional.of(new Round(round)), Optional.empty());
  }

  @Test
  void expectedParticipantsTrainInANewWorkflow() {
    Workflow before = workflow();
    Workflow after = before.withExpectedParticipants(List.of(new ClientId(1)));
    assertThat(after.units(LOCAL_WORK))
        .isNotEmpty()
        .allMatch(unit -> new ClientId(1).equals(unit.key().client()));
    assertThat(before.units(LOCAL_WORK).size()).isGreaterThan(after.units(LOCAL_WORK).size());
  }

  @Test
  void shardsWithoutImagesAreNotRead() {
    Workflow before = workflow();
    UnitKey empty = before.shards().get(0);
    Workflow after = before.withUnreadable(List.of(empty), Set.of(empty));
    assertThat(reads(before, empty)).isTrue();
    assertThat(reads(after, empty)).isFalse();
  }

  private static boolean reads(Workflow workflow, UnitKey shard) {
    return workflow.units(LOCAL_WORK).stream()
        .anyMatch(unit -> unit.inputs().values().stream().anyMatch(keys -> keys.contains(shard)));
  }

  private static List<UnitKey> keys(Workflow workflow, Phase phase) {
    return workflow.units(phase).stream().map(WorkUnit::key).toList();
  }

  @Test
  void deferredPriorsAreComputedWhereTheyAreUsed() {
    Workflow workflow = workflow("rounds=5", "aggregation.rule=mas-drw");
    List<String> priors =
        workflow.phases().stream()
            .flatMap(phase -> keys(workflow, phase).stream())
            .filter(key -> key.stage() == StageName.PRIOR)
            .map(UnitKey::toString)
            .toList();
    assertThat(priors).isNotEmpty().allMatch(key -> key.startsWith("prior/round-5/"));
  }

  @Test
  void aPriorReadsTheHeadThatItsClientKeeps() {
    assertThat(rolesOfSecondPrior()).doesNotContain(PriorStage.PREVIOUS);
    assertThat(rolesOfSecondPrior("alignment.heads=auxiliary")).doesNotContain(PriorStage.PREVIOUS);
    assertThat(rolesOfSecondPrior("alignment.heads=global")).contains(PriorStage.PREVIOUS);
  }

  private static Set<String> rolesOfSecondPrior(String... keys) {
    return workflow(keys).units(EVALUATION).stream()
        .filter(unit -> unit.key().stage() == StageName.PRIOR)
        .findFirst()
        .orElseThrow()
        .inputs()
        .keySet();
  }

  private static Workflow workflow(String... keys) {
    ConfigSource source =
        ConfigSource.yaml(
            "order.yaml",
            """
            rounds: 2
            dataset: {kind: sample, images: 240}
            image: {size: 32}
            model: {backbone: resnet8, weights: seeded}
            auxiliary: {network: imagenet-resnet18, weights: seeded}
            """,
            new ConfigProblems());
    for (String key : keys) {
      source.set(key);
    }
    return TestWorkflows.of(source);
  }
}
