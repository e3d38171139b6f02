package org.fedmas.pipeline.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.Round;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.config.ConfigProblems;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.config.ConfigSource;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.evaluation.EvaluationStage;
import org.fedmas.prior.PriorStage;
import org.fedmas.results.record.RunUnits;
import org.fedmas.tables.model.NormalisationSharing;
import org.fedmas.tables.partition.Part;
import org.fedmas.tensors.network.layer.Layout;
import org.fedmas.training.TrainingStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The units of runs whose clients keep entries of the model. */
class KeptEntryUnitsTest {

  private static final ClientId CLIENT = new ClientId(1);
  private static final Round FIRST = new Round(1);
  private static final Round SECOND = new Round(2);

  private static final String LOCAL = "aggregation: {normalisation: local}";
  private static final String PERSONAL =
      "{model: {head: generic-personal}, training: {terms: []}, aggregation: {rule: avg}}";

  @Test
  void aClientBeginsWithTheEntriesOfTheStartModel() {
    WorkUnit unit = unit(workflow(LOCAL), RunUnits.update(FIRST, CLIENT));
    assertThat(unit.inputs()).containsEntry(TrainingStage.OWN, List.of(RunUnits.START));
  }

  @Test
  void aClientContinuesWithItsOwnEntries() {
    Workflow workflow = workflow(LOCAL);
    UnitKey previous = RunUnits.update(FIRST, CLIENT);
    assertThat(unit(workflow, RunUnits.update(SECOND, CLIENT)).inputs())
        .containsEntry(TrainingStage.OWN, List.of(previous))
        .containsEntry(TrainingStage.MODEL, List.of(RunUnits.globalModel(FIRST)));
    UnitKey prior = UnitKey.parse("prior/round-2/client-1");
    assertThat(unit(workflow, prior).inputs()).containsEntry(PriorStage.OWN, List.of(previous));
  }

  @Test
  void theGlobalModelIsEvaluatedWithOwnEntries() {
    WorkUnit unit = unit(workflow(LOCAL), RunUnits.evaluation(SECOND, CLIENT, Part.VALIDATION));
    assertThat(unit.inputs())
        .containsEntry(EvaluationStage.GLOBAL, List.of(RunUnits.globalModel(SECOND)))
        .containsEntry(EvaluationStage.OWN, List.of(RunUnits.update(SECOND, CLIENT)));
  }

  @Test
  void aClientThatNeverTrainedHasNoModel() {
    Workflow workflow =
        workflow(LOCAL).withExpectedParticipants(List.of(new ClientId(0), new ClientId(2)));
    WorkUnit unit = unit(workflow, RunUnits.evaluation(FIRST, CLIENT, Part.VALIDATION));
    assertThat(unit.inputs())
        .doesNotContainKeys(EvaluationStage.GLOBAL, EvaluationStage.OWN, EvaluationStage.LOCAL);
  }

  @Test
  void theSelectedModelIsTestedWithTheEntriesOfItsRound() {
    Workflow workflow = workflow(LOCAL).withChosenRounds(Optional.of(FIRST), Optional.empty());
    assertThat(unit(workflow, RunUnits.selected(CLIENT)).inputs())
        .containsEntry(EvaluationStage.OWN, List.of(RunUnits.update(FIRST, CLIENT)));
  }

  @Test
  void personalHeadsAreEvaluatedWithTheNewGlobalModel() {
    Workflow workflow = workflow(PERSONAL);
    assertThat(unit(workflow, RunUnits.evaluation(SECOND, CLIENT, Part.VALIDATION)).inputs())
        .containsEntry(EvaluationStage.GLOBAL, List.of(RunUnits.globalModel(SECOND)))
        .containsEntry(EvaluationStage.BASE, List.of(RunUnits.globalModel(SECOND)))
        .containsEntry(EvaluationStage.LOCAL, List.of(RunUnits.update(SECOND, CLIENT)))
        .doesNotContainKey(EvaluationStage.OWN);
    assertThat(unit(workflow, RunUnits.update(FIRST, CLIENT)).inputs())
        .containsEntry(TrainingStage.OWN, List.of(RunUnits.START));
  }

  @Test
  void personalHeadsAreTestedWithTheGlobalModelOfTheirRound() {
    String config = PERSONAL.replace("{model", "{evaluation: {personal: true}, model");
    Workflow workflow =
        workflow(config).withChosenRounds(Optional.of(SECOND), Optional.of(Map.of(CLIENT, FIRST)));
    assertThat(unit(workflow, RunUnits.personal(CLIENT)).inputs())
        .containsEntry(EvaluationStage.LOCAL, List.of(RunUnits.update(FIRST, CLIENT)))
        .containsEntry(EvaluationStage.BASE, List.of(RunUnits.globalModel(FIRST)))
        .doesNotContainKey(EvaluationStage.GLOBAL);
  }

  @Test
  void withoutKeptEntriesNoUnitReadsAny() {
    for (Phase phase : workflow("seed: 0").phases()) {
      for (WorkUnit unit : workflow("seed: 0").units(phase)) {
        assertThat(unit.inputs()).doesNotContainKeys(TrainingStage.OWN, EvaluationStage.BASE);
      }
    }
  }

  @Test
  void aNetworkWithoutNormalisationCannotKeepIt() {
    ConfigReader reader = ConfigReader.of(source(LOCAL));
    ClientEntryChecks.refuse(
        reader, NormalisationSharing.read(reader), new Layout(List.of()), "plain");
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(reader::finish)
        .withMessageContaining("aggregation.normalisation")
        .withMessageContaining("model.backbone plain");
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "pooled"})
  void withoutFederationNothingIsKeptBackFromIt(String federation) {
    ConfigSource source = source("{training: {terms: []}, aggregation: {normalisation: local}}");
    source.set("federation=" + federation);
    source.set("model.head=generic-personal");
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> Settings.read(source))
        .withMessageContaining("aggregation.normalisation: found \"local\"")
        .withMessageContaining("model.head: found \"generic-personal\"")
        .withMessageContaining("federation: " + federation);
  }

  private static WorkUnit unit(Workflow workflow, UnitKey key) {
    return workflow.phases().stream()
        .flatMap(phase -> workflow.units(phase).stream())
        .filter(unit -> unit.key().equals(key))
        .findFirst()
        .orElseThrow();
  }

  private static ConfigSource source(String yaml) {
    return ConfigSource.yaml("kept.yaml", yaml, new ConfigProblems());
  }

  private static Workflow workflow(String yaml) {
    ConfigSource source = source(yaml);
    for (String assignment :
        List.of(
            "rounds=2",
            "dataset.kind=sample",
            "dataset.images=240",
            "image.size=32",
            "model.backbone=resnet8",
            "model.weights=seeded",
            "auxiliary.network=imagenet-resnet18",
            "auxiliary.weights=seeded")) {
      source.set(assignment);
    }
    return TestWorkflows.of(source);
  }
}
