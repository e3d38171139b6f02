package org.fedmas.pipeline.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.fedmas.contract.Json;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.artifact.ArtifactRef;
import org.fedmas.contract.artifact.Digest;
import org.fedmas.contract.artifact.DurableFiles;
import org.fedmas.contract.error.FedmasException;
import org.fedmas.contract.error.StageFailedException;
import org.jspecify.annotations.Nullable;

/**
 * The folder through which a driver and its workers talk while a run lasts, whatever the runner:
 * the driver asks to stop; units say how far they are and why they failed. Nothing in it outlives
 * the run or reaches an artifact.
 */
public final class RunControl implements AutoCloseable {

  /**
   * Why a unit failed.
   *
   * @param unit its name
   * @param exitCode of the error's kind; 1 for an unexpected one
   * @param message what to tell the user
   * @param trace the stack trace on the worker
   */
  public record Failure(String unit, int exitCode, String message, String trace) {}

  /**
   * How far a running unit is.
   *
   * @param waitsFor who computes the same unit already; null unless this one waits for that
   */
  public record Heartbeat(String unit, long done, long total, @Nullable String waitsFor) {}

  private static final String FAILED = "failed";
  private static final String LIVE = "live";
  private static final String FOUND = "found";
  private static final String NOTES = "notes";
  private static final String WAIT = "unit-wait";
  private static final String PINS = "pins";

  private final Path folder;
  private final DurableFiles files;
  private final Set<ArtifactRef> pinned = new HashSet<>();

  /** A folder on local files. */
  public RunControl(Path folder) {
    this(folder, DurableFiles.local());
  }

  public RunControl(Path folder, DurableFiles files) {
    this.folder = folder;
    this.files = files;
  }

  /** The folder. */
  public Path folder() {
    return folder;
  }

  /**
   * Empties the folder before a run.
   *
   * @param wait how long units wait for other processes that compute the same; null for ever
   */
  public RunControl open(@Nullable Duration wait) throws IOException {
    // what a killed start had pinned stays pinned until this one has looked at it
    for (Path talk : talk()) {
      files.delete(talk);
    }
    for (String child : new String[] {FAILED, LIVE, FOUND, NOTES, PINS}) {
      files.storage().createFolders(folder.resolve(child));
    }
    if (wait != null) {
      files.replace(folder.resolve(WAIT), Long.toString(wait.toSeconds()).getBytes(UTF_8));
    }
    return this;
  }

  /** How long a unit waits for another process that computes the same; null for ever. */
  public @Nullable Duration unitWait() throws IOException {
    Path file = folder.resolve(WAIT);
    return Files.exists(file) ? Duration.ofSeconds(Long.parseLong(Files.readString(file))) : null;
  }

  /** Removes the folder after a run. */
  @Override
  public void close() {
    try {
      files.delete(folder);
    } catch (IOException e) {
      // a worker may still write its last heartbeat; the next run empties the folder
    }
  }

  /** Says that the run uses these artifacts or is about to make them. */
  public void pin(Collection<ArtifactRef> refs) throws IOException {
    if (pinned.addAll(refs)) {
      StringBuilder text = new StringBuilder();
      refs.forEach(ref -> text.append(ref.path()).append('\n'));
      Path folder = this.folder.resolve(PINS);
      files.storage().createFolders(folder);
      byte[] bytes = text.toString().getBytes(UTF_8);
      files.replace(folder.resolve(Digest.of(bytes).hex().substring(0, 16)), bytes);
    }
  }

  /** Every artifact that was pinned since the run last ended. */
  public Set<ArtifactRef> pinned() {
    Set<ArtifactRef> refs = new LinkedHashSet<>();
    try {
      for (Path file : children(folder.resolve(PINS))) {
        Files.readAllLines(file).stream()
            .filter(line -> line.matches("[a-z-]+/[0-9a-f]{64}"))
            .forEach(line -> refs.add(UnitKeys.ref(line)));
      }
    } catch (NoSuchFileException e) {
      return refs; // the run ended meanwhile, and its record is written
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + folder, e);
    }
    return refs;
  }

  /** Everything in the folder but the pins: of no use once the run's process is gone. */
  public List<Path> talk() throws IOException {
    return children(folder).stream().filter(child -> !child.endsWith(PINS)).toList();
  }

  private static List<Path> children(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children.sorted().toList();
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
    beat(unit, done, total, null);
  }

  /** Tells who computes that unit already. */
  public void waits(UnitKey unit, String holder) {
    beat(unit, 0, 0, holder);
  }

  private void beat(UnitKey unit, long done, long total, @Nullable String waitsFor) {
    ObjectNode json = Json.object();
    json.put("unit", unit.toString()).put("done", done).put("total", total);
    json.put("waits_for", waitsFor);
    try {
      Files.writeString(folder.resolve(LIVE).resolve(fileName(unit)), json.toString());
    } catch (IOException e) {
      // progress is a courtesy; losing it must not fail a unit
    }
  }

  /** The unit no longer runs. */
  public void rest(UnitKey unit) {
    try {
      Files.deleteIfExists(folder.resolve(LIVE).resolve(fileName(unit)));
    } catch (IOException e) {
      // as above
    }
  }

  /** Tells something about a unit, once. */
  public void note(UnitKey unit, String text) {
    String line = unit + ": " + text;
    String name = Digest.of(line.getBytes(UTF_8)).hex().substring(0, 16) + ".json";
    try {
      Files.writeString(
          folder.resolve(NOTES).resolve(name), Json.object().put("text", line).toString());
    } catch (IOException e) {
      // as above
    }
  }

  /** What units told so far. */
  public List<String> notes() {
    return read(NOTES).stream().map(json -> json.path("text").asText()).sorted().toList();
  }

  /** The unit was not computed here: another process had it by then. */
  public void found(UnitKey unit) throws IOException {
    files.replace(folder.resolve(FOUND).resolve(fileName(unit)), "{}".getBytes(UTF_8));
  }

  /** Whether the last attempt at a unit found it there. */
  public boolean wasFound(UnitKey unit) {
    return Files.exists(folder.resolve(FOUND).resolve(fileName(unit)));
  }

  /** The units that run now, by name. */
  public List<Heartbeat> running() {
    List<Heartbeat> beats = new ArrayList<>();
    for (JsonNode json : read(LIVE)) {
      beats.add(
          new Heartbeat(
              json.path("unit").asText(),
              json.path("done").asLong(),
              json.path("total").asLong(),
              json.path("waits_for").textValue()));
    }
    return beats;
  }

  /** Notes a failure for the driver. */
  public void fail(UnitKey unit, Throwable cause) {
    StringWriter trace = new StringWriter();
    cause.printStackTrace(new PrintWriter(trace));
    ObjectNode json = Json.object();
    json.put("unit", unit.toString());
    json.put("exit_code", exitCode(cause));
    json.put("message", message(cause));
    json.put("trace", trace.toString());
    try {
      files.replace(folder.resolve(FAILED).resolve(fileName(unit)), Json.pretty(json));
    } catch (IOException e) {
      e.addSuppressed(cause);
      throw new UncheckedIOException("cannot note the failure of " + unit, e);
    }
  }

  /** All failures so far, by unit name. */
  public List<Failure> failures() {
    List<Failure> failures = new ArrayList<>();
    for (JsonNode json : read(FAILED)) {
      failures.add(
          new Failure(
              json.path("unit").asText(),
              json.path("exit_code").asInt(),
              json.path("message").asText(),
              json.path("trace").asText()));
    }
    return failures;
  }

  private static int exitCode(Throwable cause) {
    if (cause instanceof FedmasException known) {
      return known.exitCode();
    }
    return StorageProblem.of(cause).isPresent() ? new StageFailedException("").exitCode() : 1;
  }

  private static String message(Throwable cause) {
    if (cause instanceof FedmasException) {
      return String.valueOf(cause.getMessage());
    }
    Optional<String> disk = StorageProblem.of(cause);
    if (disk.isPresent()) {
      return disk.get();
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
