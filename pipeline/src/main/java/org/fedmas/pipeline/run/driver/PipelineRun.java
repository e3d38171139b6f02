package org.fedmas.pipeline.run.driver;

import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.fedmas.contract.Round;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.pipeline.run.control.RunControl;
import org.fedmas.pipeline.run.worker.StageRegistry;
import org.fedmas.pipeline.workflow.Phase;
import org.fedmas.pipeline.workflow.Settings;
import org.fedmas.pipeline.workflow.WorkUnit;
import org.fedmas.pipeline.workflow.Workflow;
import org.fedmas.pipeline.workflow.plan.PlannedUnit;
import org.fedmas.pipeline.workflow.plan.Planner;
import org.fedmas.results.record.RunFolder;
import org.fedmas.results.record.RunRecord;
import org.fedmas.results.score.RoundScores;
import org.fedmas.results.score.RunResults;
import org.fedmas.store.retention.PayloadRelease;
import org.fedmas.tables.partition.PartitionRow;

/**
 * One start of a run: plans or runs the phases of the {@link Workflow}, job by job. Two jobs per
 * round: the aggregation, then the round's evaluation together with the next round's local work.
 */
public final class PipelineRun {

  private static final int MOST_REASONS = 5;

  private final Settings settings;
  private final RunFolder place;
  private final Planner planner;
  private final PhaseWalk walk;
  private final RunOptions options;
  private final RunListener listener;
  private final RecordKeeper keeper;

  /** Creates a run. */
  public PipelineRun(
      Settings settings,
      RunFolder place,
      Workflow workflow,
      RunOptions options,
      RunListener listener,
      RecordKeeper keeper) {
    this.settings = settings;
    this.place = place;
    this.options = options;
    this.listener = listener;
    this.keeper = keeper;
    this.planner =
        new Planner(
            place.store(),
            StageRegistry::stage,
            settings.config(),
            settings.run().engine().numerics().fields(),
            keeper.earlier());
    this.walk = new PhaseWalk(settings, planner, place, workflow);
  }

  /** Returns the planner, which knows every unit seen so far. */
  public Planner planner() {
    return planner;
  }

  /** Returns the results of the units seen so far. */
  public RunResults results() {
    return new RunResults(place, walk.scoreSettings(), walk);
  }

  /** Plans every unit without running any. */
  public List<PlannedUnit> plan() throws IOException {
    try (Closeable ahead = planner.readAhead()) {
      walk.go((phase, units) -> planner.plan(units));
    }
    walk.scores().save();
    return planner.all();
  }

  /**
   * Returns the outcome of a start without work: all units are there, and the record and the
   * results in the run's folder are theirs. Empty if units may have to run or results to be
   * written.
   */
  public Optional<RunOutcome> nothingToDo() throws IOException {
    boolean whole = options.selection().isAll() && options.force().isEmpty();
    if (!whole || !keeper.hasEnded()) {
      return Optional.empty();
    }
    List<PlannedUnit> units = plan();
    return isComplete() && keeper.holds(units)
        ? Optional.of(new RunOutcome(0, units.size(), true))
        : Optional.empty();
  }

  /**
   * Runs the missing units, and releases the payloads of past rounds that the keys {@code keep.*}
   * do not keep.
   *
   * @return the numbers of units computed and units found present
   * @throws MissingInputException if the chosen rounds start from one that is not computed
   */
  public RunOutcome run(UnitExecutor executor, PayloadRelease release) throws IOException {
    requireStart();
    RunControl control = RunControl.of(place);
    JobRunner jobs =
        new JobRunner(
            place, options, settings.run().checkpoints(), planner, executor, control, listener);
    Optional<RoundRetention> retention =
        options.selection().isAll() && options.force().isEmpty()
            ? Optional.of(new RoundRetention(settings, planner, walk::bestUntil, release))
            : Optional.empty();
    try {
      walk.go(new RunStep(jobs, retention));
      if (!jobs.failures().isEmpty()) {
        throw JobRunner.failure(jobs.failures());
      }
      requireWork(jobs.ran() + jobs.reused());
    } finally {
      keeper.record(RunControl.of(place).heartbeats().notes());
      keeper.updateNow(planner, jobs.ran(), jobs.reused());
    }
    walk.scores().save();
    return new RunOutcome(jobs.ran(), jobs.reused(), isComplete());
  }

  /** Requires the model that the first chosen round starts from. */
  private void requireStart() throws IOException {
    int first = options.selection().firstRound();
    if (first < 2 || !options.selection().trains()) {
      return;
    }
    plan();
    for (UnitKey model : walk.workflow().startModels(new Round(first))) {
      Optional<PlannedUnit> start = planner.unit(model);
      boolean read = model.client() == null || options.selection().selects(model.client());
      if (read && (start.isEmpty() || !start.get().state().isThere())) {
        throw new MissingInputException(
            """
            round %s starts from %s%s: round %s has not been computed; run it first (--round 1..%s) \
            or omit --round"""
                .formatted(
                    first,
                    model,
                    start.map(unit -> " (" + unit.reason() + ")").orElse(""),
                    first - 1,
                    first - 1));
      }
    }
  }

  /** Returns whether every unit of the run is present. */
  public boolean isComplete() {
    return planner.all().stream().allMatch(unit -> unit.state().isThere());
  }

  private void requireWork(int done) {
    boolean whole = options.selection().isAll();
    if (whole ? isComplete() : done > 0) {
      return;
    }
    List<String> reasons =
        planner.all().stream()
            .filter(unit -> options.selection().contains(unit.unit().key()))
            .filter(unit -> !unit.state().isThere())
            .map(PlannedUnit::reason)
            .filter(Objects::nonNull)
            .map(String::valueOf)
            .distinct()
            .limit(MOST_REASONS)
            .toList();
    throw new MissingInputException(
        (whole ? "the run cannot be completed: " : "no selected unit can run: ")
            + (reasons.isEmpty() ? "the selection matches no unit" : String.join("; ", reasons)));
  }

  /** The running of phases: each is a job, after which the run's record and its warnings follow. */
  private final class RunStep implements PhaseWalk.Step {

    private final JobRunner jobs;
    private final Optional<RoundRetention> retention;
    private long roundStart = System.nanoTime();
    private boolean roundComputed;

    /** Creates the step; an empty retention keeps all payloads. */
    RunStep(JobRunner jobs, Optional<RoundRetention> retention) {
      this.jobs = jobs;
      this.retention = retention;
    }

    @Override
    public void take(Phase phase, List<WorkUnit> units) throws IOException {
      boolean computed = runJob(phase, units);
      keeper.update(planner, jobs.ran(), jobs.reused());
      roundComputed |= computed;
      switch (phase.kind()) {
        case ADAPTED_FEATURES -> startRound();
        case LOCAL_WORK -> {
          if (settings.isLocal()) {
            endRound(phase.round());
          }
        }
        case AGGREGATION -> endRound(phase.round());
        case EVALUATION -> {
          if (settings.isLocal()) {
            // nothing follows the local work, which is a part of this job
            endRound(new Round(phase.round().number() + 1));
          }
          if (computed) {
            String models = settings.isLocal() ? " (each client's own model)" : "";
            walk.scores()
                .of(phase.round())
                .ifPresent(score -> listener.notice(score.text(walk.scoredClasses()) + models));
            if (retention.isPresent()) {
              retention.get().after(phase.round());
            }
          }
        }
        default -> {}
      }
    }

    /** Runs a job and records its time if it computed anything. */
    private boolean runJob(Phase phase, List<WorkUnit> units) throws IOException {
      String title = walk.workflow().title(phase);
      Instant started = Instant.now();
      long start = System.nanoTime();
      int before = jobs.ran();
      boolean computed = jobs.run(title, units);
      if (jobs.ran() > before) {
        keeper.record(
            new RunRecord.Job(
                phase.kind().id(),
                title,
                started.toString(),
                (System.nanoTime() - start) / 1e9,
                jobs.ran() - before));
      }
      return computed;
    }

    /** Records the time of a round, and starts the clock of the next. */
    private void endRound(Round round) {
      if (roundComputed && round.number() <= settings.run().rounds()) {
        keeper.recordSeconds(round.number(), (System.nanoTime() - roundStart) / 1e9);
      }
      startRound();
    }

    /** Starts the clock of a round, whose local work runs beside the evaluation before it. */
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
}
