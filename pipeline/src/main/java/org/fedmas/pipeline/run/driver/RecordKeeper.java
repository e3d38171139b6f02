package org.fedmas.pipeline.run.driver;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fedmas.contract.ArtifactRef;
import org.fedmas.contract.UnitKey;
import org.fedmas.pipeline.workflow.Settings;
import org.fedmas.pipeline.workflow.plan.PlannedUnit;
import org.fedmas.pipeline.workflow.plan.Planner;
import org.fedmas.results.record.Processors;
import org.fedmas.results.record.RunFolder;
import org.fedmas.results.record.RunRecord;
import org.fedmas.store.Manifest;
import org.jspecify.annotations.Nullable;

/** Keeps a run's {@code run.json} and {@code config.yaml} while it goes on. */
public final class RecordKeeper {

  /** Writing the record may take one part in so many of the time. */
  private static final long NOTES = 20;

  /** A record written within this time is written whenever there is news. */
  private static final long SHORT_NANOS = 100_000_000;

  private final RunFolder place;
  private final Settings settings;
  private final String configFile;
  private final Map<String, String> environment;
  private final RunListener listener;
  private final @Nullable RunRecord before;
  private final String started = PipelineRun.now();
  private final long startNanos = System.nanoTime();
  private final Map<Integer, Double> roundSeconds = new TreeMap<>();
  private final List<String> warnings = new ArrayList<>();
  private @Nullable RunRecord last;
  private long nextNote = Long.MIN_VALUE;

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
    }
  }

  Map<UnitKey, ArtifactRef> earlier() {
    return PipelineRun.earlier(before);
  }

  /** Says something once and keeps it for the report. */
  public void warn(String text) {
    if (!warnings.contains(text)) {
      warnings.add(text);
      listener.notice("note: " + text);
    }
  }

  void roundTook(int round, double seconds) {
    roundSeconds.put(round, seconds);
  }

  /**
   * Writes the state of things, unless nothing was computed since. A record of hundreds of
   * thousands of units is written less often, so that writing takes a small part of the run;
   * artifacts are found without it.
   */
  void note(Planner planner, JobRunner jobs) throws IOException {
    if (last == null || System.nanoTime() >= nextNote) {
      noteLast(planner, jobs);
    }
  }

  /** The same at the end of a start, however long it takes. */
  void noteLast(Planner planner, JobRunner jobs) throws IOException {
    if (last == null || last.unitsRun() != jobs.ran()) {
      long start = System.nanoTime();
      write(planner, jobs.ran(), jobs.reused(), null);
      long end = System.nanoTime();
      nextNote = end + NOTES * Math.max(0, end - start - SHORT_NANOS);
    }
  }

  /** Writes that the run ended. */
  public RunRecord finish(Planner planner, RunOutcome outcome) throws IOException {
    return write(
        planner, outcome.ran(), outcome.reused(), outcome.complete() ? PipelineRun.now() : null);
  }

  /** Those of earlier starts, and this one's as soon as it has computed something. */
  private Processors processors(int ran) {
    Processors earlier = Processors.in(before == null ? Map.of() : before.environment());
    Processors own = Processors.in(environment);
    return ran == 0 ? earlier : earlier.and(own);
  }

  private RunRecord write(Planner planner, int ran, int reused, @Nullable String finished)
      throws IOException {
    Map<String, RunRecord.Unit> units = new java.util.LinkedHashMap<>();
    if (before != null) {
      // units that this start has not looked at yet keep what was known of them
      before.units().forEach(unit -> units.put(unit.unit(), unit));
    }
    for (PlannedUnit unit : planner.all()) {
      Manifest manifest = unit.manifest();
      if (manifest != null) {
        String name = unit.unit().key().toString();
        units.put(
            name, new RunRecord.Unit(name, manifest.ref().path(), manifest.content().toString()));
      }
    }
    Processors processors = processors(ran);
    processors.warning().ifPresent(this::warn);
    double earlierSeconds = before == null ? 0 : before.seconds();
    RunRecord record =
        new RunRecord(
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
            List.copyOf(units.values()));
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
    return record;
  }
}
