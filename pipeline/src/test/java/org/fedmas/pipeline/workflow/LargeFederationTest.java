package org.fedmas.pipeline.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
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
import org.fedmas.partition.split.LabelledImage;
import org.fedmas.pipeline.workflow.plan.UnitSelection;
import org.fedmas.preprocess.dataset.DataSet;
import org.fedmas.results.record.Participation;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.partition.PartitionRow;
import org.fedmas.training.TrainingStage;
import org.junit.jupiter.api.Test;

/** Ten thousand simulated clients over as many images as ISIC 2019 has in FLamby's centres. */
class LargeFederationTest {

  private static final int CLIENTS = 10_000;
  private static final int IMAGES = 23_247;
  private static final Round FIRST = new Round(1);

  @Test
  void tinyClientsAreExcludedAndAllOthersTrain() {
    for (String kind : List.of("dirichlet", "iid", "quantity")) {
      Settings settings = settings(kind, "");
      DataSet dataSet = settings.data().open(Path.of("unused"));
      List<PartitionRow> rows = rows(settings, dataSet);
      assertThat(rows).hasSize(IMAGES);
      assertThat(new HashSet<>(rows.stream().map(PartitionRow::imageId).toList())).hasSize(IMAGES);
      Participation participation = Participation.of(rows, CLIENTS);
      List<ClientId> participants =
          TrainingChecks.requireParticipants(settings.training(), participation);
      Workflow workflow =
          workflow(settings, dataSet)
              .withPartition(participants, rows)
              .withChosenRounds(Optional.of(FIRST), Optional.empty());

      assertThat(workflow.clients()).hasSize(CLIENTS);
      assertThat(participants.size() + participation.excluded(2).size()).isEqualTo(CLIENTS);
      assertThat(participants).hasSizeGreaterThan(1000);
      Set<ClientId> training = clients(units(workflow, Phase.Kind.LOCAL_WORK), StageName.TRAINING);
      assertThat(training).containsExactlyInAnyOrderElementsOf(participants);
      for (ClientId client : training) {
        assertThat(participation.count(client, Part.TRAIN)).isGreaterThanOrEqualTo(2);
      }
      assertThat(
              units(workflow, Phase.Kind.AGGREGATION).get(0).inputs().get(AggregationStage.UPDATES))
          .hasSize(participants.size());
      // images of excluded clients are still used
      Set<ClientId> tested = clients(units(workflow, Phase.Kind.TEST), null);
      Set<ClientId> holders = new HashSet<>();
      rows.stream()
          .filter(row -> row.part() == Part.TEST)
          .forEach(row -> holders.add(new ClientId(row.client())));
      assertThat(tested).isEqualTo(holders);
      assertThat(holders.stream().filter(client -> !training.contains(client)).count())
          .as(kind)
          .isPositive();
    }
  }

  @Test
  void aUnitReadsNoMoreShardsThanItsClientHasImages() {
    Settings settings = settings("dirichlet", "");
    DataSet dataSet = settings.data().open(Path.of("unused"));
    List<PartitionRow> rows = rows(settings, dataSet);
    Participation participation = Participation.of(rows, CLIENTS);
    Workflow workflow =
        workflow(settings, dataSet).withPartition(participation.participants(2), rows);
    for (WorkUnit unit : units(workflow, Phase.Kind.LOCAL_WORK)) {
      ClientId client = java.util.Objects.requireNonNull(unit.key().client());
      List<UnitKey> shards = unit.inputs().get(TrainingStage.IMAGES);
      assertThat(shards).isNotEmpty();
      assertThat(shards.size()).isLessThanOrEqualTo(participation.count(client, Part.TRAIN));
    }
  }

  @Test
  void aFractionDrawsFewOfThem() {
    Settings settings = settings("iid", "clients.fraction=0.01");
    DataSet dataSet = settings.data().open(Path.of("unused"));
    List<PartitionRow> rows = rows(settings, dataSet);
    List<ClientId> participants = Participation.of(rows, CLIENTS).participants(2);
    Workflow workflow = workflow(settings, dataSet).withPartition(participants, rows);
    int expected = (int) Math.round(participants.size() * 0.01);
    assertThat(clients(units(workflow, Phase.Kind.LOCAL_WORK), StageName.TRAINING).size())
        .isBetween(expected - 1, expected + 1);
  }

  @Test
  void aChoiceOfClientsMeansTheRunsAndKeepsWhatAllShare() {
    Settings settings = settings("dirichlet", "");
    Workflow workflow = workflow(settings, settings.data().open(Path.of("unused")));
    UnitSelection chosen =
        new UnitSelection(
                StageName.PREPROCESS,
                StageName.EVALUATION,
                0,
                Integer.MAX_VALUE,
                Set.of(new ClientId(3)))
            .sharing(workflow.sharedStages());
    assertThat(workflow.units(Phase.PREPARATION)).allMatch(unit -> chosen.contains(unit.key()));
    assertThat(workflow.units(Phase.SETUP)).allMatch(unit -> chosen.contains(unit.key()));
    assertThat(clients(units(workflow, Phase.Kind.LOCAL_WORK), StageName.TRAINING))
        .filteredOn(client -> chosen.contains(UnitKey.of(StageName.TRAINING, FIRST, client)))
        .containsExactly(new ClientId(3));
    Settings natural = settings("natural", "");
    assertThat(workflow(natural, natural.data().open(Path.of("unused"))).sharedStages()).isEmpty();
  }

  /** Networks of their own give clients feature tables of their own. */
  @Test
  void adaptedFeaturesAreNotShared() {
    Settings settings = settings("dirichlet", "auxiliary.statistics=client-adapted");
    Workflow workflow = workflow(settings, settings.data().open(Path.of("unused")));
    assertThat(workflow.sharedStages()).containsExactly(StageName.PREPROCESS);
  }

  private static List<WorkUnit> units(Workflow workflow, Phase.Kind kind) {
    return workflow.units(new Phase(kind, FIRST));
  }

  private static Set<ClientId> clients(
      List<WorkUnit> units, @org.jspecify.annotations.Nullable StageName stage) {
    Set<ClientId> clients = new HashSet<>();
    for (WorkUnit unit : units) {
      if (stage == null || unit.key().stage() == stage) {
        clients.add(java.util.Objects.requireNonNull(unit.key().client()));
      }
    }
    return clients;
  }

  private static Settings settings(String kind, String more) {
    ConfigSource source =
        ConfigSource.yaml(
            "large.yaml",
            """
            rounds: 1
            dataset: {kind: sample, images: %d}
            split: {kind: random}
            image: {size: 32}
            model: {backbone: resnet8, weights: seeded}
            auxiliary: {network: imagenet-resnet18, weights: seeded}
            features: {views: 1}
            partition: {kind: %s%s}
            """
                .formatted(IMAGES, kind, kind.equals("natural") ? "" : ", clients: " + CLIENTS),
            new ConfigProblems());
    if (!more.isEmpty()) {
      source.set(more);
    }
    return Settings.read(source);
  }

  private static List<PartitionRow> rows(Settings settings, DataSet dataSet) {
    List<LabelledImage> images = new ArrayList<>();
    dataSet
        .images()
        .forEach(
            image ->
                images.add(
                    new LabelledImage(
                        image.imageId(), image.client(), image.label(), image.lesionId(), null)));
    return settings.data().partition().rows(images);
  }

  private static Workflow workflow(Settings settings, DataSet dataSet) {
    return new Workflow(
        settings,
        dataSet,
        Path.of("unused"),
        dataSet::digest,
        file -> {
          throw new IllegalStateException("no checkpoint is part of this: " + file);
        });
  }
}
