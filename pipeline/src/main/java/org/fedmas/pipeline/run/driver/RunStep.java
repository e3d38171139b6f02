package org.fedmas.pipeline.run.driver;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.fedmas.contract.Round;
import org.fedmas.pipeline.workflow.Phase;
import org.fedmas.pipeline.workflow.Settings;
import org.fedmas.pipeline.workflow.WorkUnit;
import org.fedmas.pipeline.workflow.plan.Planner;
import org.fedmas.results.record.RunFolder;
import org.fedmas.results.score.RoundScores;
import org.fedmas.tables.partition.PartitionRow;

/** The running of phases: each is a job, after which the run's record and its warnings follow. */
final class RunStep implements PhaseWalk.Step {

  private final Settings settings;
  private final RunFolder place;
  private final Planner planner;
  private final PhaseWalk walk;
  private final JobRunner jobs;
  private final RecordKeeper keeper;
  private final RunListener listener;
  private final Optional<RoundRetention> retention;
  private long roundStart = System.nanoTime();
  private boolean roundComputed;

  /**
   * Creates the step.
   *
   * @param retention releases payloads after each round; empty where all are needed
   */
  RunStep(
      Settings settings,
      RunFolder place,
      Planner planner,
      PhaseWalk walk,
      JobRunner jobs,
      RecordKeeper keeper,
      RunListener listener,
      Optional<RoundRetention> retention) {
    this.settings = settings;
    this.place = place;
    this.planner = planner;
    this.walk = walk;
    this.jobs = jobs;
    this.keeper = keeper;
    this.listener = listener;
    this.retention = retention;
  }

  @Override
  public void take(Phase phase, List<WorkUnit> units) throws IOException {
    boolean computed = jobs.run(walk.workflow().title(phase), units);
    keeper.update(planner, jobs.ran(), jobs.reused());
    roundComputed |= computed;
    switch (phase.kind()) {
      case ADAPTED_FEATURES -> startRound();
      case AGGREGATION -> {
        if (roundComputed) {
          double seconds = (System.nanoTime() - roundStart) / 1e9;
          keeper.recordSeconds(phase.round().number(), seconds);
        }
        startRound();
      }
      case EVALUATION -> {
        if (computed) {
          walk.scores().of(phase.round()).ifPresent(score -> listener.notice(score.text()));
          if (retention.isPresent()) {
            retention.get().after(phase.round());
          }
        }
      }
      default -> {}
    }
  }

  /** Starts the clock of a round, whose local work runs beside the evaluation of the one before. */
  private void startRound() {
    roundStart = System.nanoTime();
    roundComputed = false;
  }

  @Override
  public void report(UnreadableImagesReport unreadable) throws IOException {
    unreadable.settle(settings.data().unreadable(), place, keeper);
  }

  @Override
  public void report(List<PartitionRow> partition) {
    new PartitionReport(settings, walk.workflow(), keeper).write(partition);
  }

  @Override
  public Optional<Round> best(RoundScores scores) throws IOException {
    return scores.best();
  }
}
