package org.fedmas.pipeline.run.driver;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fedmas.contract.ArtifactRef;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.Round;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.pipeline.run.control.RunControl;
import org.fedmas.pipeline.run.score.PersonalScores;
import org.fedmas.pipeline.run.score.RoundScores;
import org.fedmas.pipeline.run.worker.StageRegistry;
import org.fedmas.pipeline.workflow.Participation;
import org.fedmas.pipeline.workflow.Settings;
import org.fedmas.pipeline.workflow.TrainingChecks;
import org.fedmas.pipeline.workflow.Workflow;
import org.fedmas.pipeline.workflow.plan.PlannedUnit;
import org.fedmas.pipeline.workflow.plan.Planner;
import org.fedmas.preprocess.dataset.LesionLeak;
import org.fedmas.results.record.RunFolder;
import org.fedmas.results.record.RunRecord;
import org.fedmas.store.Manifest;
import org.fedmas.store.OpenArtifact;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.partition.PartitionRow;
import org.fedmas.tables.partition.PartitionTable;
import org.jspecify.annotations.Nullable;

/**
 * One start of a run: goes through the {@link Workflow} in order, job by job, and keeps the run's
 * record. Two jobs per round: the aggregation, then the round's evaluation together with the next
 * round's local work.
 */
public final class PipelineRun {

  private static final int MOST_NAMED = 10;

  private final Settings settings;
  private final RunFolder place;
  private final Workflow workflow;
  private final Planner planner;
  private final RunOptions options;
  private final RunListener listener;
  private final RecordKeeper keeper;
  private final RoundScores scores;
  private final PersonalScores personal;

  /**
   * Creates a run.
   *
   * @param keeper keeps {@code run.json}
   */
  public PipelineRun(
      Settings settings,
      RunFolder place,
      Workflow workflow,
      RunOptions options,
      RunListener listener,
      RecordKeeper keeper) {
    this.settings = settings;
    this.place = place;
    this.workflow = workflow;
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
    this.scores = new RoundScores(place, settings, planner);
    this.personal = new PersonalScores(settings, planner, scores);
  }

  /** Returns the planner, which knows every unit seen so far. */
  public Planner planner() {
    return planner;
  }

  /** Plans everything without running anything. */
  public List<PlannedUnit> plan() throws IOException {
    planner.atOnce(this::planAll);
    return planner.all();
  }

  private void planAll() throws IOException {
    planner.plan(workflow.preparation());
    readUnreadable();
    planner.plan(workflow.beforeRounds());
    readParticipation();
    planner.plan(workflow.adaptations());
    planner.plan(workflow.adaptedFeatures());
    for (int number = 1; number <= settings.run().rounds(); number++) {
      Round round = new Round(number);
      planner.plan(workflow.localWork(round));
      planner.plan(List.of(workflow.aggregation(round)));
      planner.plan(workflow.evaluation(round));
    }
    planner.plan(workflow.selected(scores.remembered(workflow)));
    planner.plan(personal.units(workflow));
    scores.remember();
  }

  /**
   * Runs what is missing.
   *
   * @return units computed and units found present
   */
  public RunOutcome run(UnitExecutor executor) throws IOException {
    return run(executor, PayloadRelease.NONE);
  }

  /**
   * The same, giving up on the way what the keys {@code keep.*} do not keep of past rounds.
   *
   * @throws MissingInputException if the chosen rounds start from one that is not there
   */
  public RunOutcome run(UnitExecutor executor, PayloadRelease release) throws IOException {
    requireStart();
    RoundRetention retention = new RoundRetention(settings, planner, scores, release);
    RunControl control = RunControl.of(place);
    JobRunner jobs =
        new JobRunner(
            place, options, settings.run().checkpoints(), planner, executor, control, listener);
    try {
      jobs.run("preparation", workflow.preparation());
      keeper.note(planner, jobs);
      readUnreadable().settle(settings.data().unreadable(), place, keeper);
      jobs.run("partition, features, start model", workflow.beforeRounds());
      keeper.note(planner, jobs);
      readParticipation().ifPresent(this::tellWhoSitsOut);
      tellLeak();
      jobs.run("auxiliary networks adapt to their clients", workflow.adaptations());
      jobs.run("features of the adapted networks", workflow.adaptedFeatures());
      keeper.note(planner, jobs);
      rounds(jobs, retention);
      if (!jobs.failures().isEmpty()) {
        throw JobRunner.failure(jobs.failures());
      }
      requireSomething(jobs);
    } finally {
      keeper.noteLast(planner, jobs);
    }
    scores.remember();
    return new RunOutcome(jobs.ran(), jobs.reused(), isComplete());
  }

  private void rounds(JobRunner jobs, RoundRetention retention) throws IOException {
    long start = System.nanoTime();
    boolean computed = jobs.run(title(1, "local work"), workflow.localWork(new Round(1)));
    for (int number = 1; number <= settings.run().rounds(); number++) {
      Round round = new Round(number);
      computed |= jobs.run(title(number, "aggregation"), List.of(workflow.aggregation(round)));
      keeper.note(planner, jobs);
      if (computed) {
        keeper.roundTook(number, (System.nanoTime() - start) / 1e9);
      }
      start = System.nanoTime();
      var units = new ArrayList<>(workflow.evaluation(round));
      String what = "evaluation";
      if (number < settings.run().rounds()) {
        units.addAll(workflow.localWork(new Round(number + 1)));
        what = "evaluation, and local work of round " + (number + 1);
      }
      computed = jobs.run(title(number, what), units);
      keeper.note(planner, jobs);
      if (computed) {
        scores.of(round, workflow).ifPresent(score -> listener.notice(score.text()));
        if (options.selection().isAll() && options.force().isEmpty()) {
          retention.after(round, workflow);
        }
      }
    }
    Optional<Round> best = scores.best(workflow);
    var units = new ArrayList<>(workflow.selected(best));
    units.addAll(personal.units(workflow));
    jobs.run("test of the selected round", units);
  }

  /** A round starts from the one before it, which a choice of rounds may leave out. */
  private void requireStart() throws IOException {
    int first = options.selection().firstRound();
    if (first < 2 || !options.selection().trains()) {
      return;
    }
    plan();
    UnitKey model = workflow.globalModel(new Round(first - 1));
    Optional<PlannedUnit> start = planner.unit(model);
    if (start.isEmpty() || !start.get().state().isThere()) {
      throw new MissingInputException(
          "round "
              + first
              + " starts from "
              + model
              + ", which is not there"
              + start.map(unit -> " (" + unit.reason() + ")").orElse("")
              + "; run the rounds before it first, with --round 1.."
              + (first - 1)
              + ", or leave --round out");
    }
  }

  /** Returns whether every unit of the run is present. */
  public boolean isComplete() {
    return planner.all().stream().allMatch(unit -> unit.state().isThere());
  }

  private void requireSomething(JobRunner jobs) {
    boolean whole = options.selection().isAll();
    if (whole ? isComplete() : jobs.ran() + jobs.reused() > 0) {
      return;
    }
    List<String> reasons =
        planner.all().stream()
            .filter(unit -> options.selection().contains(unit.unit().key()))
            .filter(unit -> !unit.state().isThere())
            .map(PlannedUnit::reason)
            .filter(java.util.Objects::nonNull)
            .map(String::valueOf)
            .distinct()
            .limit(5)
            .toList();
    throw new MissingInputException(
        (whole ? "the run cannot be completed: " : "no selected unit can run: ")
            + (reasons.isEmpty() ? "the selection matches no unit" : String.join("; ", reasons)));
  }

  private UnreadableImagesReport readUnreadable() throws IOException {
    UnreadableImagesReport unreadable = UnreadableImagesReport.of(workflow, planner, place.store());
    workflow.unreadable(unreadable.incomplete(), unreadable.empty());
    return unreadable;
  }

  private Optional<Participation> readParticipation() throws IOException {
    Optional<Manifest> partition = planner.manifest(workflow.partition());
    if (partition.isEmpty()) {
      return Optional.empty();
    }
    List<PartitionRow> rows = rows(partition.get());
    Participation participation = Participation.of(rows, workflow.clients().size());
    List<ClientId> participants =
        TrainingChecks.requireSomebody(settings.training().local(), participation);
    workflow.partitioned(participants, rows);
    return Optional.of(participation);
  }

  private void tellWhoSitsOut(Participation participation) {
    boolean held =
        workflow.clients().stream()
            .anyMatch(client -> participation.count(client, Part.VALIDATION) > 0);
    if (!settings.evaluation().onTest() && !held) {
      keeper.warn(
          "no client holds validation images (a class of fewer than 10 gives none, nor does a share"
              + " below one image): the last round is selected, not the best");
    }
    int fewest = Participation.fewest(settings.training().local());
    List<ClientId> out = participation.sittingOut(fewest);
    if (out.size() > MOST_NAMED) {
      keeper.warn(
          out.size()
              + " of "
              + workflow.clients().size()
              + " clients have fewer than "
              + fewest
              + " training images and sit out: weight 0, no update; their images still count in"
              + " evaluation; the first are "
              + out.stream().limit(MOST_NAMED).map(c -> String.valueOf(c.number())).toList());
      return;
    }
    for (ClientId client : out) {
      keeper.warn(
          "client "
              + client.number()
              + " has fewer than "
              + fewest
              + " training images and sits out: weight 0, no update; its images still count in"
              + " evaluation");
    }
  }

  private void tellLeak() throws IOException {
    Optional<Manifest> partition = planner.manifest(workflow.partition());
    if (partition.isPresent()) {
      LesionLeak leak = workflow.leak(rows(partition.get()));
      if (leak.lesions() > 0) {
        keeper.warn(leak + ", so test scores are too good; split.kind: lesion keeps them apart");
      }
    }
  }

  private List<PartitionRow> rows(Manifest partition) throws IOException {
    try (OpenArtifact open = place.store().openSummaries(partition)) {
      return PartitionTable.read(open.file(PartitionTable.FILE));
    }
  }

  private String title(int round, String what) {
    return "round " + round + " of " + settings.run().rounds() + ": " + what;
  }

  /** What a record said was built for each unit. */
  static Map<UnitKey, ArtifactRef> earlier(@Nullable RunRecord record) {
    Map<UnitKey, ArtifactRef> earlier = new LinkedHashMap<>();
    if (record != null) {
      for (RunRecord.Unit unit : record.units()) {
        earlier.put(UnitKey.parse(unit.unit()), ArtifactRef.parse(unit.artifact()));
      }
    }
    return earlier;
  }

  /** Start time of this process's work, for the record. */
  static String now() {
    return Instant.now().toString();
  }
}
