package org.fedmas.pipeline.run.driver;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.Digest;
import org.fedmas.contract.Round;
import org.fedmas.contract.StageName;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.config.ConfigProblems;
import org.fedmas.contract.config.ConfigSource;
import org.fedmas.pipeline.run.control.RunControl;
import org.fedmas.pipeline.run.control.RunLock;
import org.fedmas.pipeline.run.control.UnitTask;
import org.fedmas.pipeline.run.worker.UnitRunner;
import org.fedmas.pipeline.workflow.Settings;
import org.fedmas.pipeline.workflow.WorkUnit;
import org.fedmas.pipeline.workflow.plan.PlannedUnit;
import org.fedmas.pipeline.workflow.plan.Planner;
import org.fedmas.pipeline.workflow.plan.UnitSelection;
import org.fedmas.results.record.RunFolder;
import org.fedmas.store.Manifest;
import org.fedmas.store.file.DurableFiles;
import org.fedmas.store.file.Storage;
import org.fedmas.store.lease.Lease;
import org.fedmas.store.remote.RemoteFileSystems;
import org.fedmas.store.remote.StoreAddress;

/**
 * A federation of two clients in as many rounds as wanted: the real planner, jobs, locks, records
 * and store, with stages that take no time, all in this thread.
 */
public record FakeRun(String name, Path artifacts, int rounds, int version, List<String> set) {

  static final int CLIENTS = 2;
  private static final Map<String, Settings> SETTINGS = new ConcurrentHashMap<>();
  private static final UnitKey INDEX = UnitKey.of(StageName.PREPROCESS);

  public static FakeRun of(Path artifacts) {
    return new FakeRun("fake", artifacts, 1, 1, List.of());
  }

  public FakeRun named(String other) {
    return new FakeRun(other, artifacts, rounds, version, set);
  }

  public FakeRun rounds(int other) {
    return new FakeRun(name, artifacts, other, version, set);
  }

  public FakeRun version(int other) {
    return new FakeRun(name, artifacts, rounds, other, set);
  }

  public FakeRun set(String... other) {
    return new FakeRun(name, artifacts, rounds, version, List.of(other));
  }

  /** Runs what is missing. */
  public RunOutcome run(DurableFiles files) throws IOException, InterruptedException {
    return run(files, options());
  }

  public RunOutcome run(DurableFiles files, RunOptions options)
      throws IOException, InterruptedException {
    return run(files, options, task -> {});
  }

  /** Runs what is missing, with something done after every unit. */
  public RunOutcome run(DurableFiles files, RunOptions options, Consumer<UnitTask> after)
      throws IOException, InterruptedException {
    RunFolder place = place(files);
    RunControl control = RunControl.of(place);
    RunListener quiet = RunListener.QUIET;
    try (Lease lease = RunLock.take(place, Duration.ZERO, text -> {});
        RunControl open = control.open(Duration.ZERO)) {
      RecordKeeper keeper = new RecordKeeper(place, settings(), "fake.yaml", Map.of(), quiet);
      Planner planner = planner(place, keeper);
      UnitRunner worker =
          new UnitRunner(stage -> stage(stage, files.storage()), RemoteFileSystems.none(), files);
      JobRunner jobs =
          new JobRunner(
              place,
              options,
              settings().run().checkpoints(),
              planner,
              (job, tasks, run) ->
                  tasks.forEach(
                      task -> {
                        worker.run(UnitTask.decode(task.encode()), run);
                        after.accept(task);
                      }),
              control,
              quiet);
      try {
        for (List<WorkUnit> job : jobs()) {
          jobs.run("job", job);
          keeper.update(planner, jobs.ran(), jobs.reused());
        }
      } finally {
        keeper.update(planner, jobs.ran(), jobs.reused());
      }
      RunOutcome outcome = new RunOutcome(jobs.ran(), jobs.reused(), true);
      keeper.write(keeper.ended(planner, outcome));
      return outcome;
    }
  }

  /** Returns the contents of all artifacts, by unit. */
  public TreeMap<String, Digest> contents() {
    TreeMap<String, Digest> contents = new TreeMap<>();
    for (PlannedUnit unit : plan()) {
      Manifest manifest = unit.manifest();
      if (manifest != null) {
        contents.put(unit.unit().key().toString(), manifest.content());
      }
    }
    return contents;
  }

  /** Returns every unit as a new process would see it. */
  public List<PlannedUnit> plan() {
    Planner planner = planner();
    jobs().forEach(planner::plan);
    return planner.all();
  }

  /** Returns every unit as a plan of the whole run sees it. */
  public List<PlannedUnit> planAtOnce() throws IOException {
    Planner planner = planner();
    try (Closeable ahead = planner.readAhead()) {
      jobs().forEach(planner::plan);
    }
    return planner.all();
  }

  public RunFolder place(DurableFiles files) {
    return new RunFolder(name, new StoreAddress(artifacts, null, files), artifacts.resolve("data"));
  }

  public int units() {
    return 1 + rounds * (CLIENTS + 1);
  }

  public static RunOptions options() {
    return new RunOptions(UnitSelection.all(), Optional.empty(), false);
  }

  private Planner planner() {
    RunFolder place = place(DurableFiles.local());
    return planner(
        place, new RecordKeeper(place, settings(), "fake.yaml", Map.of(), RunListener.QUIET));
  }

  private Planner planner(RunFolder place, RecordKeeper keeper) {
    return new Planner(
        place.store(),
        stage -> stage(stage, Storage.local()),
        settings().config(),
        Map.of(),
        keeper.earlier());
  }

  private FakeStage stage(StageName stage, Storage storage) {
    return new FakeStage(stage, version, storage);
  }

  public Settings settings() {
    return SETTINGS.computeIfAbsent(rounds + " " + set, key -> readSettings());
  }

  private Settings readSettings() {
    ConfigSource source =
        ConfigSource.yaml(
            "fake.yaml",
            "{dataset: {kind: sample}, image: {size: 32}, model: {backbone: resnet8, weights:"
                + " seeded}, auxiliary: {network: imagenet-resnet18, weights: seeded}, device: cpu,"
                + " rounds: "
                + rounds
                + "}",
            new ConfigProblems());
    set.forEach(source::set);
    return Settings.read(source);
  }

  private List<List<WorkUnit>> jobs() {
    List<List<WorkUnit>> jobs = new ArrayList<>();
    jobs.add(List.of(unit(INDEX, Map.of())));
    UnitKey model = INDEX;
    for (int number = 1; number <= rounds; number++) {
      Round round = new Round(number);
      List<WorkUnit> local = new ArrayList<>();
      List<UnitKey> updates = new ArrayList<>();
      for (int client = 0; client < CLIENTS; client++) {
        UnitKey update = UnitKey.of(StageName.TRAINING, round, new ClientId(client));
        Map<String, List<UnitKey>> inputs = new TreeMap<>(Map.of("model", List.of(model)));
        if (number > 1) {
          inputs.put(
              "previous-update",
              List.of(UnitKey.of(StageName.TRAINING, round.previous(), new ClientId(client))));
        }
        local.add(unit(update, inputs));
        updates.add(update);
      }
      model = UnitKey.of(StageName.AGGREGATION, round);
      jobs.add(local);
      jobs.add(List.of(unit(model, Map.of("updates", updates))));
    }
    return jobs;
  }

  private static WorkUnit unit(UnitKey key, Map<String, List<UnitKey>> inputs) {
    return new WorkUnit(key, inputs, Map.of(), 0);
  }
}
