package org.fedmas.pipeline.run.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fedmas.contract.ArtifactRef;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.json.Json;
import org.fedmas.pipeline.workflow.Settings;
import org.fedmas.pipeline.workflow.plan.PlannedUnit;
import org.fedmas.pipeline.workflow.plan.Planner;
import org.fedmas.results.record.Processors;
import org.fedmas.results.record.RunFolder;
import org.fedmas.results.record.RunRecord;
import org.fedmas.results.score.RunResults;
import org.fedmas.store.Manifest;
import org.jspecify.annotations.Nullable;

/** The writer of a run's {@code run.json} and {@code config.yaml} while the run lasts. */
public final class RecordKeeper {

  /** Writing the record takes at most one part in this many of the time. */
  private static final long SHARE = 20;

  /** A record that is written within this time is written after every job. */
  private static final long SHORT_NANOS = 100_000_000;

  private final RunFolder place;
  private final Settings settings;
  private final String configFile;
  private final Map<String, String> environment;
  private final RunListener listener;
  private final @Nullable RunRecord before;
  private final String started = now();
  private final long startNanos = System.nanoTime();
  private final Map<Integer, Double> roundSeconds = new TreeMap<>();
  private final List<RunRecord.Job> jobs = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private @Nullable RunRecord last;
  private long nextUpdate = Long.MIN_VALUE;

  /**
   * Creates a keeper.
   *
   * @param configFile the configuration file as given
   * @param environment versions and machine, see {@link RunRecord}
   */
  public RecordKeeper(
      RunFolder place,
      Settings settings,
      String configFile,
      Map<String, String> environment,
      RunListener listener) {
    this.place = place;
    this.settings = settings;
    this.configFile = configFile;
    this.environment = environment;
    this.listener = listener;
    this.before = RunRecord.read(place.folder()).orElse(null);
    if (before != null) {
      roundSeconds.putAll(before.roundSeconds());
      jobs.addAll(before.jobs());
    }
  }

  /** Returns the artifacts that earlier starts recorded, by unit. */
  Map<UnitKey, ArtifactRef> earlier() {
    Map<UnitKey, ArtifactRef> earlier = new LinkedHashMap<>();
    if (before != null) {
      before.units().forEach(unit -> earlier.put(UnitKey.parse(unit.unit()), unit.ref()));
    }
    return earlier;
  }

  /**
   * Prints a warning once and records it for the report. Every warning of a run takes this way, so
   * that record and report have all of them, in the order in which they were printed.
   */
  public void warn(String text) {
    if (!warnings.contains(text)) {
      warnings.add(text);
      listener.warning("note: " + text);
    }
  }

  /** Records warnings of units, which the display of their progress has printed. */
  void record(List<String> notes) {
    notes.stream().filter(note -> !warnings.contains(note)).forEach(warnings::add);
  }

  void recordSeconds(int round, double seconds) {
    roundSeconds.put(round, seconds);
  }

  /** Records a job that computed units. */
  void record(RunRecord.Job job) {
    jobs.add(job);
  }

  /**
   * Writes the record if units were computed since the last time. A record of hundreds of thousands
   * of units is written less often, so that writing takes a small part of the run; artifacts are
   * found without it.
   *
   * @param ran number of units computed by this start
   * @param reused number of units found present by this start
   */
  void update(Planner planner, int ran, int reused) throws IOException {
    if (last == null || System.nanoTime() >= nextUpdate) {
      updateNow(planner, ran, reused);
    }
  }

  /** Writes the record if units were computed since the last time, however long it takes. */
  void updateNow(Planner planner, int ran, int reused) throws IOException {
    if (last == null || last.unitsRun() != ran) {
      long start = System.nanoTime();
      write(record(planner, ran, reused, null));
      long end = System.nanoTime();
      nextUpdate = end + SHARE * Math.max(0, end - start - SHORT_NANOS);
    }
  }

  /** Returns the record of a start that has ended, to be written after its results. */
  public RunRecord ended(Planner planner, RunOutcome outcome) {
    return record(planner, outcome.ran(), outcome.reused(), outcome.complete() ? now() : null);
  }

  /**
   * Returns whether an earlier start with this configuration and machine came to its end. Record
   * and results have to be younger than the program.
   */
  boolean hasEnded() throws IOException {
    return before != null
        && before.finished() != null
        && place.home().remote() == null
        && Json.canonical(before.config()).equals(Json.canonical(settings.config().json()))
        && before.configFile().equals(configFile)
        && before.data().equals(place.data().toString())
        && before.environment().equals(processors(0).into(environment))
        && Files.exists(place.folder().resolve(RunResults.METRICS))
        && Files.exists(place.folder().resolve(RunResults.REPORT))
        && ProgramFiles.areOlderThan(place.folder().resolve(RunRecord.FILE));
  }

  /** Returns whether the earlier record holds these units; repeats its warnings if so. */
  boolean holds(List<PlannedUnit> planned) {
    if (before == null || !new HashSet<>(before.units()).containsAll(units(planned).values())) {
      return false;
    }
    before.warnings().forEach(this::warn);
    return true;
  }

  private static String now() {
    return Instant.now().toString();
  }

  /** Returns the processors of all starts, including this one once it has computed a unit. */
  private Processors processors(int ran) {
    Processors earlier = Processors.in(before == null ? Map.of() : before.environment());
    Processors own = Processors.in(environment);
    return ran == 0 ? earlier : earlier.and(own);
  }

  private static Map<String, RunRecord.Unit> units(List<PlannedUnit> planned) {
    Map<String, RunRecord.Unit> units = new LinkedHashMap<>();
    for (PlannedUnit unit : planned) {
      Manifest manifest = unit.manifest();
      if (manifest != null) {
        String name = unit.unit().key().toString();
        units.put(
            name, new RunRecord.Unit(name, manifest.ref().path(), manifest.content().toString()));
      }
    }
    return units;
  }

  private RunRecord record(Planner planner, int ran, int reused, @Nullable String finished) {
    Map<String, RunRecord.Unit> units = new LinkedHashMap<>();
    if (before != null) {
      // units that this start has not planned yet keep their former entry
      before.units().forEach(unit -> units.put(unit.unit(), unit));
    }
    units.putAll(units(planner.all()));
    Processors processors = processors(ran);
    processors.warning().ifPresent(this::warn);
    double earlierSeconds = before == null ? 0 : before.seconds();
    return new RunRecord(
        RunRecord.FORMAT,
        place.name(),
        configFile,
        place.data().toString(),
        settings.config().json(),
        processors.into(environment),
        started,
        finished,
        earlierSeconds + (System.nanoTime() - startNanos) / 1e9,
        ran,
        reused,
        warnings,
        roundSeconds,
        List.copyOf(units.values()),
        jobs);
  }

  /** Writes a record. */
  public void write(RunRecord record) throws IOException {
    record.write(place.folder(), place.files());
    if (last == null) {
      place
          .files()
          .replace(
              place.folder().resolve("config.yaml"),
              settings.config().yaml().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    place.publish(RunRecord.FILE);
    if (last == null) {
      place.publish("config.yaml");
    }
    last = record;
  }
}
