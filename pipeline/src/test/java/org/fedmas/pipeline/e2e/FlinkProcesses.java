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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A Flink cluster of real processes, started by the script that {@code make cluster-up} uses: one
 * JobManager, two TaskManagers with three slots each, on ports of its own.
 */
record FlinkProcesses(Path folder, Map<String, String> environment) implements AutoCloseable {

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

  private static boolean isFilled() throws IOException {
    Path lib = Launcher.root().resolve("pipeline/cluster/target/home/lib");
    if (!Files.isDirectory(lib)) {
      return false;
    }
    try (Stream<Path> jars = Files.list(lib)) {
      return jars.anyMatch(jar -> jar.getFileName().toString().startsWith("fedmas-pipeline-"));
    }
  }

  /** The same cluster with one more environment variable. */
  FlinkProcesses with(String variable, String value) {
    Map<String, String> more = new TreeMap<>(environment);
    more.put(variable, value);
    return new FlinkProcesses(folder, more);
  }

  /** Starts what does not run. */
  Outcome up() throws Exception {
    return script("up").exits(0);
  }

  Outcome script(String word) throws Exception {
    Path script = Launcher.root().resolve("pipeline/cluster/cluster");
    Files.createDirectories(folder);
    return new Launcher(script, folder, environment).run(word);
  }

  /** What a driver passes on to Beam to run here. */
  String[] beam() {
    return new String[] {"--", "--runner=FlinkRunner", "--flinkMaster=localhost:" + port()};
  }

  String port() {
    return environment.get("CLUSTER_PORT");
  }

  long pid(String name) throws IOException {
    return Long.parseLong(Files.readAllLines(folder.resolve(name + ".pid")).get(0));
  }

  void kill(String name) throws Exception {
    new ProcessBuilder("kill", "-KILL", Long.toString(pid(name))).start().waitFor();
  }

  /** The TaskManager of that process. */
  String taskManager(long pid) throws IOException {
    for (String name : List.of("taskmanager-1", "taskmanager-2")) {
      if (pid(name) == pid) {
        return name;
      }
    }
    throw new AssertionError("no TaskManager is process " + pid);
  }

  /** An answer of the JobManager. */
  JsonNode ask(String path) throws IOException {
    return new ObjectMapper().readTree(URI.create("http://localhost:" + port() + path).toURL());
  }

  @Override
  public void close() throws Exception {
    script("down");
  }
}
