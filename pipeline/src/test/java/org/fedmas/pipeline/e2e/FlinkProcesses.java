package org.fedmas.pipeline.e2e;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.fedmas.testkit.Eventually;

/**
 * A Flink cluster of real processes on unused ports, started by the script of {@code make
 * cluster-up}: one JobManager, two TaskManagers with three slots each.
 */
record FlinkProcesses(Path folder, Map<String, String> environment) implements AutoCloseable {

  private static final Path LIB = Launcher.root().resolve("pipeline/cluster/target/home/lib");

  static FlinkProcesses in(Path folder, String options) throws IOException {
    assumeTrue(isFilled(), "there is no Flink home: make cluster-home fills it");
    Map<String, String> environment = new TreeMap<>();
    environment.put("CLUSTER_DIR", folder.toString());
    environment.put("CLUSTER_OPTIONS", options);
    List<ServerSocket> sockets = new ArrayList<>();
    for (String name : List.of("CLUSTER_PORT", "CLUSTER_RPC_PORT", "CLUSTER_BLOB_PORT")) {
      ServerSocket socket = new ServerSocket(0);
      sockets.add(socket);
      environment.put(name, Integer.toString(socket.getLocalPort()));
    }
    for (ServerSocket socket : sockets) {
      socket.close();
    }
    return new FlinkProcesses(folder, environment);
  }

  /** Copies the home of Flink to another folder. */
  static void copyHome(Path target) throws IOException {
    Path lib = Files.createDirectories(target.resolve("lib"));
    try (Stream<Path> jars = Files.list(LIB)) {
      for (Path jar : jars.toList()) {
        Path copy = lib.resolve(jar.getFileName().toString());
        try {
          Files.createLink(copy, jar);
        } catch (IOException | UnsupportedOperationException e) {
          Files.copy(jar, copy); // another disk
        }
      }
    }
  }

  private static boolean isFilled() throws IOException {
    if (!Files.isDirectory(LIB)) {
      return false;
    }
    try (Stream<Path> jars = Files.list(LIB)) {
      return jars.anyMatch(jar -> jar.getFileName().toString().startsWith("fedmas-pipeline-"));
    }
  }

  /** Returns this cluster with one more environment variable. */
  FlinkProcesses with(String variable, String value) {
    Map<String, String> more = new TreeMap<>(environment);
    more.put(variable, value);
    return new FlinkProcesses(folder, more);
  }

  /** Starts the processes that do not run. */
  Outcome up() throws Exception {
    return script("up").exits(0);
  }

  Outcome script(String word) throws Exception {
    Path script = Launcher.root().resolve("pipeline/cluster/cluster");
    Files.createDirectories(folder);
    return new Launcher(script, folder, environment).run(word);
  }

  /** Returns a driver's arguments, followed by Beam options for this cluster. */
  String[] on(String... arguments) {
    return Stream.concat(
            Stream.of(arguments),
            Stream.of("--", "--runner=FlinkRunner", "--flinkMaster=localhost:" + port()))
        .toArray(String[]::new);
  }

  String port() {
    return environment.get("CLUSTER_PORT");
  }

  long pid(String name) throws IOException {
    return Long.parseLong(Files.readAllLines(folder.resolve(name + ".pid")).get(0));
  }

  /** Kills a process and waits until it ends. */
  void kill(String name) throws Exception {
    signal("KILL", name);
    long pid = pid(name);
    Eventually.await(
        "the end of " + name, () -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
  }

  void signal(String signal, String name) throws Exception {
    new ProcessBuilder("kill", "-" + signal, Long.toString(pid(name))).start().waitFor();
  }

  /** Returns the threads of a process that compute units. */
  List<String> computing(String name) throws IOException {
    return Stream.of(String.join("\n", jcmd(name, "Thread.print")).split("\n\n"))
        .filter(thread -> thread.contains("org.fedmas.pipeline.run.worker.UnitRunner"))
        .toList();
  }

  /** Returns the output of a diagnostic command of a process, in lines. */
  List<String> jcmd(String name, String command) throws IOException {
    Process process = new ProcessBuilder("jcmd", Long.toString(pid(name)), command).start();
    return new String(process.getInputStream().readAllBytes()).lines().toList();
  }

  /** Returns the TaskManager with the given process id. */
  String taskManager(long pid) throws IOException {
    for (String name : List.of("taskmanager-1", "taskmanager-2")) {
      if (pid(name) == pid) {
        return name;
      }
    }
    throw new AssertionError("no TaskManager is process " + pid);
  }

  /** Returns the jobs whose names contain the given word, in order of their start. */
  List<JsonNode> jobs(String word) throws IOException {
    List<JsonNode> jobs = new ArrayList<>();
    for (JsonNode job : ask("/jobs/overview").get("jobs")) {
      if (job.get("name").asText().contains(word)) {
        jobs.add(job);
      }
    }
    jobs.sort(Comparator.comparingLong(job -> job.get("start-time").asLong()));
    return jobs;
  }

  /** Returns a response of the JobManager. */
  JsonNode ask(String path) throws IOException {
    return new ObjectMapper().readTree(URI.create("http://localhost:" + port() + path).toURL());
  }

  @Override
  public void close() throws Exception {
    script("down");
  }
}
