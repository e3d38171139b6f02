package org.fedmas.pipeline.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.Round;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.config.ConfigProblems;
import org.fedmas.contract.config.ConfigSource;
import org.fedmas.preprocess.dataset.DataSet;
import org.fedmas.results.record.RunUnits;
import org.fedmas.tables.partition.Part;
import org.junit.jupiter.api.Test;

/** The units of runs whose clients train alone, or whose images are pooled. */
class FederationUnitsTest {

  private static final ClientId FIRST = new ClientId(0);
  private static final Round ONE = new Round(1);
  private static final Round TWO = new Round(2);

  @Test
  void aloneNothingIsAggregated() {
    assertThat(workflow("local").phases()).noneMatch(FederationUnitsTest::aggregates);
    assertThat(workflow("pooled").phases()).anyMatch(FederationUnitsTest::aggregates);
  }

  @Test
  void aloneAClientStartsFromItsOwnModel() {
    WorkUnit first = unit(workflow("local"), RunUnits.update(ONE, FIRST));
    WorkUnit second = unit(workflow("local"), RunUnits.update(TWO, FIRST));
    assertThat(first.inputs()).containsEntry("model", List.of(RunUnits.START));
    assertThat(second.inputs())
        .containsEntry("model", List.of(RunUnits.update(ONE, FIRST)))
        .containsEntry("previous-update", List.of(RunUnits.update(ONE, FIRST)));
  }

  @Test
  void aloneARoundStartsFromTheModelsOfAllClients() {
    Workflow workflow = workflow("local");
    assertThat(workflow.startModels(ONE)).containsExactly(RunUnits.START);
    assertThat(workflow.startModels(TWO)).hasSize(6).contains(RunUnits.update(ONE, FIRST));
  }

  @Test
  void aloneOwnModelsAreEvaluated() {
    WorkUnit unit = unit(workflow("local"), RunUnits.evaluation(ONE, FIRST, Part.VALIDATION));
    assertThat(unit.inputs())
        .containsEntry("local-model", List.of(RunUnits.update(ONE, FIRST)))
        .doesNotContainKey("global-model");
  }

  @Test
  void aloneAClientWithoutAModelIsNotEvaluated() {
    Workflow workflow = workflow("local").withExpectedParticipants(List.of(FIRST));
    assertThat(workflow.evaluated(Part.VALIDATION)).containsExactly(FIRST);
  }

  @Test
  void aloneEachChosenModelIsTestedOnAllTestImages() {
    Workflow workflow = workflow("local");
    WorkUnit undecided = unit(workflow, RunUnits.everywhere(FIRST));
    assertThat(undecided.waitsFor()).startsWith("the best round");
    WorkUnit unit =
        unit(
            workflow.withChosenRounds(Optional.of(TWO), Optional.of(Map.of(FIRST, ONE))),
            RunUnits.everywhere(FIRST));
    assertThat(unit.inputs()).containsEntry("local-model", List.of(RunUnits.update(ONE, FIRST)));
    assertThat(unit.inputs().get("images")).containsExactlyElementsOf(workflow.shards());
  }

  @Test
  void thePoolIsOneClientWithAllShards() {
    Workflow workflow = workflow("pooled");
    List<WorkUnit> work = workflow.units(new Phase(Phase.Kind.LOCAL_WORK, ONE));
    assertThat(work.stream().map(WorkUnit::key)).containsExactly(RunUnits.update(ONE, FIRST));
    assertThat(work.get(0).inputs().get("images")).containsExactlyElementsOf(workflow.shards());
  }

  @Test
  void thePoolsModelIsScoredOnEachClientOnce() {
    Workflow workflow = workflow("pooled");
    assertThat(workflow.evaluated(Part.VALIDATION)).hasSize(6);
    WorkUnit unit = unit(workflow, RunUnits.evaluation(ONE, FIRST, Part.VALIDATION));
    assertThat(unit.inputs()).containsKey("global-model").doesNotContainKey("local-model");
  }

  /** Tests that one client alone and a pool of one client read the same images. */
  @Test
  void oneClientAloneIsAPoolOfOne() {
    WorkUnit alone = unit(workflow("local", ONE_CLIENT), RunUnits.update(ONE, FIRST));
    WorkUnit pool = unit(workflow("pooled", ONE_CLIENT), RunUnits.update(ONE, FIRST));
    assertThat(alone.inputs()).isEqualTo(pool.inputs());
  }

  private static final String ONE_CLIENT = "partition: {kind: iid, clients: 1}\n";

  private static boolean aggregates(Phase phase) {
    return phase.kind() == Phase.Kind.AGGREGATION;
  }

  private static WorkUnit unit(Workflow workflow, UnitKey key) {
    return workflow.phases().stream()
        .flatMap(phase -> workflow.units(phase).stream())
        .filter(unit -> unit.key().equals(key))
        .findFirst()
        .orElseThrow();
  }

  private static Workflow workflow(String federation) {
    return workflow(federation, "");
  }

  private static Workflow workflow(String federation, String more) {
    ConfigSource source =
        ConfigSource.yaml(
            "some.yaml",
            """
            rounds: 2
            federation: %s
            dataset: {kind: sample, images: 240}
            image: {size: 32}
            model: {backbone: resnet8, weights: seeded}
            training: {terms: []}
            %s"""
                .formatted(federation, more),
            new ConfigProblems());
    Settings settings = Settings.read(source);
    DataSet dataSet = settings.data().open(Path.of("unused"));
    Workflow workflow =
        new Workflow(
            settings,
            dataSet,
            Path.of("unused"),
            dataSet::digest,
            file -> {
              throw new IllegalStateException("no checkpoint is part of this: " + file);
            });
    var partition = TrainingChecks.partition(settings, dataSet, dataSet::digest);
    return workflow.withPartition(
        TrainingChecks.participants(settings, dataSet, partition), partition);
  }
}
