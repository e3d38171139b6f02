package org.fedmas.pipeline.run.driver;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.Round;
import org.fedmas.contract.UnitKey;
import org.fedmas.pipeline.workflow.Phase;
import org.fedmas.pipeline.workflow.Settings;
import org.fedmas.pipeline.workflow.TrainingChecks;
import org.fedmas.pipeline.workflow.WorkUnit;
import org.fedmas.pipeline.workflow.Workflow;
import org.fedmas.pipeline.workflow.plan.Planner;
import org.fedmas.results.record.Participation;
import org.fedmas.results.record.RunFolder;
import org.fedmas.results.record.RunUnits;
import org.fedmas.results.score.ClassCoverage;
import org.fedmas.results.score.PersonalScores;
import org.fedmas.results.score.RoundScores;
import org.fedmas.results.score.ScoreSettings;
import org.fedmas.results.score.ScoredUnits;
import org.fedmas.store.ArtifactStore;
import org.fedmas.store.Manifest;
import org.fedmas.store.OpenArtifact;
import org.fedmas.store.retention.BestRounds;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.partition.PartitionRow;
import org.fedmas.tables.partition.PartitionTable;

/**
 * The phases of a run in order, for planning and for running. The artifacts of a phase tell the
 * workflow more about the phases after it: the images that decode, the clients that train, the best
 * round.
 */
final class PhaseWalk implements ScoredUnits {

  /** The work on each phase: planning it, or running it. */
  @FunctionalInterface
  interface Step {

    /** Plans or runs the units of a phase. */
    void take(Phase phase, List<WorkUnit> units) throws IOException;

    /** Reports the images that do not decode. */
    default void report(UnreadableImagesReport unreadable) throws IOException {}

    /** Reports the clients and lesions of a partition. */
    default void report(List<PartitionRow> partition) {}

    /** Returns the best round; empty until every round is evaluated. */
    default Optional<Round> best(RoundScores scores) throws IOException {
      return scores.cachedBest();
    }
  }

  private final Settings settings;
  private final Planner planner;
  private final ArtifactStore store;
  private final RoundScores scores;
  private final PersonalScores personal;
  private Workflow workflow;
  private String scoredClasses = "";

  PhaseWalk(Settings settings, Planner planner, RunFolder place, Workflow start) {
    this.settings = settings;
    this.planner = planner;
    this.store = place.store();
    this.workflow = start;
    this.scores = new RoundScores(place, scoreSettings(), this);
    this.personal = new PersonalScores(scoreSettings(), this, scores);
  }

  /** Returns the workflow with everything learnt so far. */
  Workflow workflow() {
    return workflow;
  }

  /** Returns the classes that the rounds' scores are over, in words. */
  String scoredClasses() {
    return scoredClasses;
  }

  RoundScores scores() {
    return scores;
  }

  ScoreSettings scoreSettings() {
    return new ScoreSettings(
        settings.run().fold(),
        settings.run().seed(),
        settings.run().rounds(),
        settings.training().federation(),
        settings.evaluation().selection(),
        settings.evaluation().personal(),
        settings.evaluation().evidence());
  }

  /** Returns the best of the rounds up to this one; empty until all are evaluated. */
  Optional<BestRounds> bestUntil(Round round) throws IOException {
    if (!settings.isLocal()) {
      return scores.bestOfFirst(round.number()).map(best -> BestRounds.of(best.number()));
    }
    return personal
        .rounds(round.number())
        .map(
            own -> {
              Map<ClientId, Integer> rounds = new TreeMap<>();
              own.forEach((client, best) -> rounds.put(client, best.number()));
              return new BestRounds(-1, rounds);
            });
  }

  /** Takes each phase in order, and learns from its artifacts. */
  void go(Step step) throws IOException {
    for (Phase phase : workflow.phases()) {
      step.take(phase, workflow.units(phase));
      switch (phase.kind()) {
        case PREPARATION -> {
          UnreadableImagesReport unreadable = UnreadableImagesReport.of(workflow, planner, store);
          workflow = workflow.withUnreadable(unreadable.incomplete(), unreadable.empty());
          step.report(unreadable);
        }
        case SETUP -> {
          Optional<Manifest> partition = planner.manifest(RunUnits.PARTITION);
          if (partition.isPresent()) {
            List<PartitionRow> rows = rows(partition.get());
            scoredClasses =
                ClassCoverage.of(workflow.classes(), rows)
                    .scored(settings.evaluation().onTest() ? Part.TEST : Part.VALIDATION);
            workflow = workflow.withPartition(participants(rows), rows);
            step.report(rows);
          }
        }
        case EVALUATION -> {
          if (phase.round().number() == settings.run().rounds()) {
            workflow = workflow.withChosenRounds(step.best(scores), personal.rounds());
          }
        }
        default -> {}
      }
    }
  }

  @Override
  public Optional<Manifest> manifest(UnitKey unit) {
    return planner.manifest(unit);
  }

  @Override
  public List<ClientId> evaluated(Part part) {
    return workflow.evaluated(part);
  }

  private List<ClientId> participants(List<PartitionRow> rows) {
    return TrainingChecks.requireParticipants(
        settings.training(), Participation.of(rows, workflow.clients().size()));
  }

  private List<PartitionRow> rows(Manifest partition) throws IOException {
    try (OpenArtifact open = store.openSummaries(partition)) {
      return PartitionTable.read(open.file(PartitionTable.FILE));
    }
  }
}
