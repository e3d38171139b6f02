package org.fedmas.pipeline.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.fedmas.contract.Json;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.artifact.DurableFiles;
import org.fedmas.contract.error.FedmasException;

/**
 * The folder through which a driver and its workers talk while a run lasts, whatever the runner:
 * the driver asks to stop; units say how far they are and why they failed. Nothing in it outlives
 * the run or reaches an artifact.
 */
public final class RunControl {

  /**
   * Why a unit failed.
   *
   * @param unit its name
   * @param exitCode of the error's kind; 1 for an unexpected one
   * @param message what to tell the user
   * @param trace the stack trace on the worker
   */
  public record Failure(String unit, int exitCode, String message, String trace) {}

  /** How far a running unit is. */
  public record Heartbeat(String unit, long done, long total) {}

  private final Path folder;

  public RunControl(Path folder) {
    this.folder = folder;
  }

  /** The folder. */
  public Path folder() {
    return folder;
  }

  /** Empties the folder before a run. */
  public void open() throws IOException {
    DurableFiles.delete(folder);
    Files.createDirectories(folder.resolve("failed"));
    Files.createDirectories(folder.resolve("live"));
  }

  /** Removes the folder after a run. */
  public void close() {
    try {
      DurableFiles.delete(folder);
    } catch (IOException e) {
      // a worker may still write its last heartbeat; the next run empties the folder
    }
  }

  /** Asks all units to stop after their current batch. */
  public void requestStop() {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("stop"), "");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot ask the units to stop", e);
    }
  }

  /** Whether the run is to stop. */
  public boolean stopRequested() {
    return Files.exists(folder.resolve("stop"));
  }

  /** Tells how far a unit is. */
  public void beat(UnitKey unit, long done, long total) {
    ObjectNode json = Json.object();
    json.put("unit", unit.toString()).put("done", done).put("total", total);
    try {
      Files.writeString(folder.resolve("live").resolve(fileName(unit)), json.toString());
    } catch (IOException e) {
      // progress is a courtesy; losing it must not fail a unit
    }
  }

  /** The unit no longer runs. */
  public void rest(UnitKey unit) {
    try {
      Files.deleteIfExists(folder.resolve("live").resolve(fileName(unit)));
    } catch (IOException e) {
      // as above
    }
  }

  /** The units that run now, by name. */
  public List<Heartbeat> running() {
    List<Heartbeat> beats = new ArrayList<>();
    for (JsonNode json : read("live")) {
      beats.add(
          new Heartbeat(
              json.path("unit").asText(), json.path("done").asLong(), json.path("total").asLong()));
    }
    return beats;
  }

  /** Notes a failure for the driver. */
  public void fail(UnitKey unit, Throwable cause) {
    StringWriter trace = new StringWriter();
    cause.printStackTrace(new PrintWriter(trace));
    ObjectNode json = Json.object();
    json.put("unit", unit.toString());
    json.put("exit_code", cause instanceof FedmasException known ? known.exitCode() : 1);
    json.put("message", message(cause));
    json.put("trace", trace.toString());
    try {
      DurableFiles.replace(folder.resolve("failed").resolve(fileName(unit)), Json.pretty(json));
    } catch (IOException e) {
      e.addSuppressed(cause);
      throw new UncheckedIOException("cannot note the failure of " + unit, e);
    }
  }

  /** All failures so far, by unit name. */
  public List<Failure> failures() {
    List<Failure> failures = new ArrayList<>();
    for (JsonNode json : read("failed")) {
      failures.add(
          new Failure(
              json.path("unit").asText(),
              json.path("exit_code").asInt(),
              json.path("message").asText(),
              json.path("trace").asText()));
    }
    return failures;
  }

  private static String message(Throwable cause) {
    if (cause instanceof FedmasException) {
      return String.valueOf(cause.getMessage());
    }
    if (cause instanceof OutOfMemoryError) {
      return "out of memory ("
          + cause.getMessage()
          + "); use fewer workers (--workers) or a larger heap (FEDMAS_HEAP=8g)";
    }
    return cause.toString();
  }

  private List<JsonNode> read(String child) {
    List<JsonNode> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder.resolve(child))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
        try {
          JsonNode json = Json.mapper().readTree(Files.readAllBytes(file));
          if (json.isObject()) {
            all.add(json);
          }
        } catch (IOException e) {
          // a heartbeat that is being rewritten or was just removed: seen again next time
        }
      }
    } catch (NoSuchFileException e) {
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + folder, e);
    }
    return all;
  }

  private static String fileName(UnitKey unit) {
    return unit.toString().replace('/', '_') + ".json";
  }
}
