package org.fedmas.pipeline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.fedmas.pipeline.e2e.Launcher.Started;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests that a Flink cluster of separate processes computes the same bytes, whichever process dies.
 * One cluster serves all tests; each test restarts killed processes.
 */
class ClusterTest {

  private static final String CONFIG =
      TinyRun.CONFIG
          .replace("images: 120", "images: 300")
          .replace("training:", "training:\n  epochs: 6");
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final int CLIENTS = 6;

  @TempDir static Path shared;
  private static FlinkProcesses cluster;
  private static TinyRun reference;
  private static Map<String, String> contents;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws Exception {
    Path home = shared.resolve("home");
    cluster = FlinkProcesses.in(shared.resolve("cluster"), "").with("FLINK_HOME", home.toString());
    FlinkProcesses.copyHome(home);
    cluster.up();
    // the home may be replaced while a cluster runs
    Artifacts.delete(home);
    reference = TinyRun.in(shared.resolve("reference"), CONFIG);
    reference.run().exits(0);
    contents = reference.status().contents();
  }

  @AfterAll
  static void stop() throws Exception {
    if (cluster != null) {
      cluster.close();
    }
  }

  @BeforeEach
  void up() throws Exception {
    cluster.up();
  }

  @Test
  @Tag("e2e")
  void sixClientsRunOnSixSlotsWithTheSameBytes() throws Exception {
    TinyRun run = TinyRun.in(folder, CONFIG);
    run.run(cluster.on("--until", "features")).exits(0);
    try (Heartbeats heartbeats = new Heartbeats(run)) {
      run.run(cluster.on("--only", "training", "--round", "0..1")).did(1 + CLIENTS, 0);

      Map<String, Long> busiest = heartbeats.busiest().units();
      assertThat(busiest).hasSize(CLIENTS);
      for (String name : new String[] {"taskmanager-1", "taskmanager-2"}) {
        assertThat(busiest.values()).filteredOn(pid -> pid == pid(name)).hasSize(3);
      }
    }
    try (Heartbeats heartbeats = new Heartbeats(run)) {
      run.run(cluster.on()).exits(0);

      // units that start together appear in any order; UnitSourceTest tests the exact order
      assertThat(heartbeats.firstLookAt(training(2, CLIENTS - 1)))
          .isGreaterThan(heartbeats.firstLookAt(training(2, 0)));
    }
    same(run);
    assertThat(Files.readString(run.result("run.json"))).contains("FlinkRunner");
  }

  @Test
  @Tag("e2e")
  void aKilledTaskManagerCostsItsUnitsOnly() throws Exception {
    TinyRun run = prepared();
    try (Heartbeats heartbeats = new Heartbeats(run)) {
      Started started = run.start(cluster.on());
      started.await(() -> run.artifacts().units("client-updates") > 1);
      started.await(() -> heartbeats.now().keySet().stream().anyMatch(u -> u.contains("training")));
      Map<String, Long> running = heartbeats.now();
      String unit = running.keySet().stream().filter(u -> u.contains("training")).findFirst().get();
      long killed = running.get(unit);
      Map<Path, Object> committed = run.artifacts().identities();
      cluster.kill(cluster.taskManager(killed));

      started.end(LIMIT).exits(0);

      assertThat(heartbeats.workers(unit)).hasSize(2).contains(killed);
      for (int round = 1; round <= 2; round++) {
        for (int client = 0; client < CLIENTS; client++) {
          // the other one keeps its units; the killed one may have begun more units meanwhile
          Set<Long> workers = heartbeats.workers(training(round, client));
          assertThat(workers).hasSizeLessThanOrEqualTo(workers.contains(killed) ? 2 : 1);
        }
      }
      assertThat(heartbeats.begunAgain()).isEmpty();
      assertThat(run.artifacts().identities()).containsAllEntriesOf(committed);
    }
    same(run);
  }

  @Test
  @Tag("soak")
  void aKilledJobManagerIsReportedAndTheRunResumes() throws Exception {
    TinyRun run = prepared();
    Started started = run.start(cluster.on());
    started.await(() -> run.artifacts().units("client-updates") > 1);
    cluster.kill("jobmanager");
    long start = System.nanoTime();

    started.end(Duration.ofSeconds(30)).exits(5).says("has not answered for", "make cluster-up");

    System.out.printf("JobManager missed after %.1f s%n", (System.nanoTime() - start) / 1e9);
    int kept = run.artifacts().units();
    cluster.up();
    run.run(cluster.on()).exits(0);
    assertThat(run.artifacts().units()).isGreaterThan(kept);
    same(run);
  }

  @Test
  @Tag("e2e")
  void aStoppedDriverStopsItsUnits() throws Exception {
    TinyRun run = prepared();
    int kept = 0;
    for (String signal : new String[] {"TERM", "INT"}) {
      if (signal.equals("INT") && InterruptionTest.ignoresInterrupt()) {
        continue; // as in a background job of a shell
      }
      Started started = run.start(cluster.on());
      int before = kept;
      started.await(() -> run.artifacts().units("client-updates") > before);
      started.await(() -> !computing().isEmpty());
      started.signal(signal);

      int code = signal.equals("TERM") ? 143 : 130;
      assertThat(started.end(Duration.ofSeconds(20)).exits(code).lastLine())
          .startsWith("stopped: ");

      assertThat(computing()).isEmpty();
      assertThat(cluster.ask("/overview").get("jobs-running").asInt()).isZero();
      assertThat(run.artifacts().temporaries()).isEmpty();
      kept = run.artifacts().units("client-updates");
    }
    run.run(cluster.on()).exits(0);
    same(run);
  }

  @Test
  @Tag("e2e")
  void badInputIsReportedWithItsTraceAndNotRetried() throws Exception {
    TinyRun run = prepared();
    Path table;
    try (Stream<Path> tables = Files.walk(folder.resolve("artifacts/feature-tables"))) {
      table = tables.filter(file -> file.endsWith("features.arrow")).findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(table);
    bytes[bytes.length / 2] ^= 1;
    Files.write(table, bytes);

    int before = cluster.jobs("local-work").size();
    Outcome outcome = run.run(cluster.on()).exits(4);

    outcome.says("on process ", "taskmanager-", ".log\n", "CorruptArtifactException", "\tat org.");
    assertThat(outcome.err())
        .containsPattern("log " + cluster.folder() + "/taskmanager-[12]\\.log");
    // one job had the unit: Flink restarted nothing, and nothing was retried
    List<JsonNode> local =
        cluster.jobs("local-work").subList(before, cluster.jobs("local-work").size());
    assertThat(local).hasSize(1);
    JsonNode last = local.get(0);
    assertThat(last.get("state").asText()).isEqualTo("FINISHED");
    for (JsonNode vertex : cluster.ask("/jobs/" + last.get("jid").asText()).get("vertices")) {
      JsonNode tasks =
          cluster
              .ask("/jobs/" + last.get("jid").asText() + "/vertices/" + vertex.get("id").asText())
              .get("subtasks");
      tasks.forEach(task -> assertThat(task.get("attempt").asInt()).isZero());
    }
  }

  @Test
  @Tag("soak") // WorkerRequirementsTest refuses them without a cluster
  void workersOfAnotherBuildAreRefused() throws Exception {
    Path jar = folder.resolve("fedmas-other-1.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry("org/fedmas/pipeline/Other.class"));
      out.write(1);
    }
    TinyRun run = TinyRun.in(folder, CONFIG);
    Launcher other =
        new Launcher(
            Launcher.in(folder).script(), folder, Map.of("FEDMAS_CLASSPATH", jar.toString()));

    other
        .run(
            cluster.on("run", "--config", "tiny.yaml", "--artifacts", "artifacts", "--run", "tiny"))
        .exits(5)
        .says("runs another build of fedmas", "make cluster-home", "taskmanager-");

    assertThat(run.artifacts().units()).isZero();
  }

  @Test
  @Tag("soak")
  void theScriptIsRepeatableAndChecksPorts() throws Exception {
    assertThat(cluster.up().out()).contains("jobmanager runs already", "the cluster is up");
    Map<String, String> environment = new TreeMap<>(cluster.environment());
    environment.put("CLUSTER_DIR", folder.toString());
    environment.remove("FLINK_HOME");

    new FlinkProcesses(folder, environment)
        .script("up")
        .exits(2)
        .says("port " + cluster.port() + " is taken by another process");
    assertThat(cluster.script("status").exits(0).out()).contains("taskmanager-2: process ");
  }

  private static String training(int round, int client) {
    return "training/round-" + round + "/client-" + client;
  }

  /** Returns a run whose images and features are computed. */
  private TinyRun prepared() throws Exception {
    TinyRun run = TinyRun.in(folder, CONFIG);
    for (String kind :
        new String[] {
          "image-indexes", "image-shards", "image-statistics", "partitions", "feature-tables"
        }) {
      Path source = reference.artifacts().folder().resolve(kind);
      Files.createDirectories(folder.resolve("artifacts"));
      new Artifacts(source).copyTo(folder.resolve("artifacts").resolve(kind));
    }
    return run;
  }

  private static void same(TinyRun run) throws Exception {
    assertThat(run.status().contents()).isEqualTo(contents);
    assertThat(run.artifacts().halfWritten()).isEmpty();
  }

  /** Returns the units that the workers compute, by thread. */
  private static List<String> computing() {
    try {
      List<String> threads = new ArrayList<>(cluster.computing("taskmanager-1"));
      threads.addAll(cluster.computing("taskmanager-2"));
      return threads;
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }

  private static long pid(String name) {
    try {
      return cluster.pid(name);
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }
}
