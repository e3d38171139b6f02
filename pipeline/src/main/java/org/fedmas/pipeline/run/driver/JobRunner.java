package org.fedmas.pipeline.run.driver;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fedmas.contract.ArtifactRef;
import org.fedmas.contract.CheckpointInterval;
import org.fedmas.contract.Digest;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.Waiting;
import org.fedmas.contract.error.CorruptArtifactException;
import org.fedmas.contract.error.ExitCode;
import org.fedmas.contract.error.InterruptedRunException;
import org.fedmas.contract.error.LockedException;
import org.fedmas.contract.error.StageFailedException;
import org.fedmas.pipeline.run.control.RunControl;
import org.fedmas.pipeline.run.control.UnitFailure;
import org.fedmas.pipeline.run.control.UnitTask;
import org.fedmas.pipeline.workflow.WorkUnit;
import org.fedmas.pipeline.workflow.plan.PlannedUnit;
import org.fedmas.pipeline.workflow.plan.Planner;
import org.fedmas.results.record.RunFolder;
import org.fedmas.store.Manifest;
import org.fedmas.store.lease.LeaseRequest;

/** The runner of jobs: plans units, runs the missing ones and collects their outcomes. */
final class JobRunner {

  private final RunFolder place;
  private final RunOptions options;
  private final CheckpointInterval checkpoints;
  private final Planner planner;
  private final UnitExecutor executor;
  private final RunControl control;
  private final RunListener listener;
  private final Map<UnitKey, Digest> forced = new LinkedHashMap<>();
  private final List<UnitFailure> failures = new ArrayList<>();
  private int ran;
  private int reused;

  JobRunner(
      RunFolder place,
      RunOptions options,
      CheckpointInterval checkpoints,
      Planner planner,
      UnitExecutor executor,
      RunControl control,
      RunListener listener) {
    this.place = place;
    this.options = options;
    this.checkpoints = checkpoints;
    this.planner = planner;
    this.executor = executor;
    this.control = control;
    this.listener = listener;
  }

  /** Returns the number of units computed so far. */
  int ran() {
    return ran;
  }

  /** Returns the number of units found present so far. */
  int reused() {
    return reused;
  }

  /** Returns the failures so far, which only {@code --keep-going} tolerates. */
  List<UnitFailure> failures() {
    return failures;
  }

  /**
   * Runs the missing ones of some units.
   *
   * @return whether any unit was computed
   */
  boolean run(String title, List<WorkUnit> units) throws IOException {
    List<PlannedUnit> planned = claim(units);
    List<PlannedUnit> ready = new ArrayList<>();
    int present = 0;
    for (PlannedUnit unit : planned) {
      if (!options.selection().contains(unit.unit().key())) {
        continue;
      }
      if (unit.state().isThere() && isForced(unit)) {
        ready.add(setAside(unit));
      } else if (unit.state().isThere()) {
        present++;
      } else if (unit.isReady()) {
        ready.add(unit);
      }
    }
    reused += present;
    if (ready.isEmpty()) {
      return false;
    }
    for (List<PlannedUnit> level : RecomputePlan.of(ready, planner)) {
      execute(title + ", released inputs", level, 0);
    }
    // the largest first, so that the last worker does not finish alone
    ready.sort(Comparator.comparingLong((PlannedUnit unit) -> unit.unit().images()).reversed());
    execute(title, ready, present);
    return true;
  }

  /**
   * Plans units and pins them, then waits for a garbage collection that started before the pins.
   */
  private List<PlannedUnit> claim(List<WorkUnit> units) throws IOException {
    List<PlannedUnit> planned = planner.plan(units);
    Stream<PlannedUnit> known = planned.stream().filter(unit -> unit.recipe() != null);
    control.pins().add(known.map(PlannedUnit::requireRef).toList());
    Path collection = RunFolder.collection(place.artifacts());
    if (!LeaseRequest.isHeld(collection)) {
      return planned;
    }
    Waiting.until(
        () -> {
          stopIfAsked();
          return !LeaseRequest.isHeld(collection);
        },
        Duration.ofMillis(100));
    return planner.plan(units);
  }

  private void execute(String title, List<PlannedUnit> ready, int present) throws IOException {
    stopIfAsked();
    listener.jobStarts(title, ready, present);
    try {
      executor.execute(jobName(title), ready.stream().map(this::task).toList(), control);
    } finally {
      listener.jobEnds();
      // whatever the runner reports, committed artifacts are known from here on
      ready.forEach(planner::refresh);
    }
    settle(ready);
  }

  private void settle(List<PlannedUnit> ready) throws IOException {
    failures.clear();
    failures.addAll(control.outcomes().failures());
    List<PlannedUnit> absent = new ArrayList<>();
    Predicate<UnitKey> found = control.outcomes().reused();
    for (PlannedUnit unit : ready) {
      PlannedUnit now = planner.unit(unit.unit().key()).orElseThrow();
      Manifest manifest = now.manifest();
      if (manifest == null) {
        absent.add(now);
      } else {
        if (found.test(now.unit().key())) {
          reused++;
        } else {
          ran++;
        }
        compare(now.unit().key(), manifest);
      }
    }
    stopIfAsked();
    if (!failures.isEmpty() && !options.keepGoing()) {
      throw failure(failures);
    }
    if (absent.size() > failures.size()) {
      throw new StageFailedException(
          "unit %s ended without an artifact and without an error; its worker was probably lost"
              .formatted(absent.get(0).unit().key()));
    }
  }

  /** Returns one error for all failures; a damaged artifact keeps its own kind. */
  static RuntimeException failure(List<UnitFailure> failures) {
    String text = failures.stream().map(UnitFailure::text).collect(Collectors.joining("\n"));
    if (failures.stream().anyMatch(failure -> failure.exitCode() == ExitCode.CORRUPT_ARTIFACT)) {
      return new CorruptArtifactException(text);
    }
    return failures.stream().allMatch(failure -> failure.exitCode() == ExitCode.LOCKED)
        ? new LockedException(text)
        : new StageFailedException(text);
  }

  private void stopIfAsked() {
    if (control.stopRequested()) {
      throw new InterruptedRunException("the run was stopped; everything computed so far is kept");
    }
  }

  private boolean isForced(PlannedUnit unit) {
    UnitKey key = unit.unit().key();
    return options.force().filter(stage -> stage == key.stage()).isPresent()
        && options.selection().names(key)
        && !forced.containsKey(key);
  }

  private PlannedUnit setAside(PlannedUnit unit) throws IOException {
    Manifest manifest = Objects.requireNonNull(unit.manifest());
    forced.put(unit.unit().key(), manifest.content());
    place.store().setAside(manifest.ref());
    return planner.refresh(unit);
  }

  private void compare(UnitKey key, Manifest rebuilt) {
    Digest before = forced.get(key);
    if (before != null && !before.equals(rebuilt.content())) {
      throw new StageFailedException(
          """
          unit %s: recomputing the same recipe gave different bytes: found content %s, expected %s. \
          The former artifact was damaged, or this CPU differs from the one used before"""
              .formatted(key, rebuilt.content(), before));
    }
  }

  private UnitTask task(PlannedUnit unit) {
    Map<String, List<ArtifactRef>> inputs = new TreeMap<>();
    for (Map.Entry<String, List<UnitKey>> role : unit.unit().inputs().entrySet()) {
      Stream<Manifest> read =
          role.getValue().stream().map(key -> planner.manifest(key).orElseThrow());
      inputs.put(role.getKey(), read.map(Manifest::ref).toList());
    }
    return new UnitTask(
        unit.unit().key(),
        unit.kind(),
        Objects.requireNonNull(unit.recipe()),
        inputs,
        place.home().absoluteAddress(),
        place.data().toAbsolutePath(),
        control.address(),
        checkpoints);
  }

  private String jobName(String title) {
    return ("fedmas-" + place.name() + "-" + title).replaceAll("[^A-Za-z0-9-]+", "-");
  }
}
