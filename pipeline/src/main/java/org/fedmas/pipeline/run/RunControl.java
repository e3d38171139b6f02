package org.fedmas.pipeline.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.fedmas.contract.Json;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.artifact.ArtifactRef;
import org.fedmas.contract.artifact.Digest;
import org.fedmas.contract.artifact.DurableFiles;
import org.jspecify.annotations.Nullable;

/**
 * The folder through which a driver and its workers talk while a run lasts, whatever the runner:
 * the driver asks to stop; units say how far they are and why they failed. Nothing in it outlives
 * the run or reaches an artifact.
 */
public final class RunControl implements AutoCloseable {

  private static final String FAILED = "failed";
  private static final String LIVE = "live";
  private static final String FOUND = "found";
  private static final String NOTES = "notes";
  private static final String MADE = "made";
  private static final String AVOID = "avoid";
  private static final String WAIT = "unit-wait";
  private static final String DRIVER = "driver";
  private static final String PINS = "pins";

  private final Path folder;
  private final DurableFiles files;
  private final @Nullable String driver;
  private final Set<ArtifactRef> pinned = new HashSet<>();

  /** A folder on local files. */
  public RunControl(Path folder) {
    this(folder, DurableFiles.local());
  }

  public RunControl(Path folder, DurableFiles files) {
    this(folder, files, null);
  }

  private RunControl(Path folder, DurableFiles files, @Nullable String driver) {
    this.folder = folder;
    this.files = files;
    this.driver = driver;
  }

  /** A worker's side: it stops, too, when the driver that now holds the folder is gone. */
  static RunControl ofWorker(Path folder, DurableFiles files) {
    return new RunControl(folder, files, driver(folder));
  }

  /**
   * What the driver that holds the folder has written into it, another text for every start of a
   * run; null if there is none, or if the folder cannot be seen from here.
   */
  public static @Nullable String driver(Path folder) {
    try {
      return Files.readString(folder.resolve(DRIVER));
    } catch (IOException e) {
      return null;
    }
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
    for (String child : new String[] {FAILED, LIVE, FOUND, MADE, AVOID, NOTES, PINS}) {
      files.storage().createFolders(folder.resolve(child));
    }
    Files.writeString(folder.resolve(DRIVER), UUID.randomUUID().toString());
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
    return Files.exists(folder.resolve("stop"))
        || (driver != null && !driver.equals(driver(folder)));
  }

  /** The unit has begun. */
  public void begins(UnitKey unit) {
    beat(new Heartbeat(unit.toString(), 0, 0, 0, 0, WorkerProcess.current().name(), null));
  }

  /** Tells who computes that unit already. */
  public void waits(UnitKey unit, String holder) {
    beat(new Heartbeat(unit.toString(), 0, 0, 0, 0, WorkerProcess.current().name(), holder));
  }

  /** Tells how far a unit is. */
  public void beat(Heartbeat beat) {
    try {
      Files.writeString(
          folder.resolve(LIVE).resolve(fileName(beat.unit())), beat.json().toString());
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

  /** The unit was computed by this run. */
  public void made(UnitKey unit) {
    try {
      Files.writeString(folder.resolve(MADE).resolve(fileName(unit)), "{}");
    } catch (IOException e) {
      // then the run's summary counts it among those that were there
    }
  }

  /** The unit was not computed here: another process had it by then. */
  public void found(UnitKey unit) throws IOException {
    files.replace(folder.resolve(FOUND).resolve(fileName(unit)), "{}".getBytes(UTF_8));
  }

  /** Whether the last attempt at a unit found it there, made by another run. */
  public boolean wasFound(UnitKey unit) {
    return Files.exists(folder.resolve(FOUND).resolve(fileName(unit)))
        && !Files.exists(folder.resolve(MADE).resolve(fileName(unit)));
  }

  /** The units that run now, by name. */
  public List<Heartbeat> running() {
    return read(LIVE).stream().map(Heartbeat::of).toList();
  }

  /** Notes a failure for the driver. */
  public void fail(UnitKey unit, Throwable cause) {
    try {
      files.replace(
          folder.resolve(FAILED).resolve(fileName(unit)),
          Json.pretty(UnitFailure.of(unit, cause).json()));
    } catch (IOException e) {
      e.addSuppressed(cause);
      throw new UncheckedIOException("cannot note the failure of " + unit, e);
    }
  }

  /** Whether that unit has failed; what a runner hands out twice need not fail twice. */
  public boolean hasFailed(UnitKey unit) {
    return Files.exists(folder.resolve(FAILED).resolve(fileName(unit)));
  }

  /** All failures so far, by unit name. */
  public List<UnitFailure> failures() {
    return read(FAILED).stream().map(UnitFailure::of).toList();
  }

  /** Forgets a failure, so that the unit is tried again, and not where it failed. */
  public void retryElsewhere(UnitFailure failure) throws IOException {
    String name = fileName(failure.unit());
    Files.writeString(
        folder.resolve(AVOID).resolve(name),
        failure.worker().name() + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    files.delete(folder.resolve(FAILED).resolve(name));
  }

  /** The processes that better leave that unit to others. */
  public Set<String> avoided(UnitKey unit) {
    Path file = folder.resolve(AVOID).resolve(fileName(unit));
    try {
      return Files.exists(file) ? new LinkedHashSet<>(Files.readAllLines(file)) : Set.of();
    } catch (IOException e) {
      return Set.of();
    }
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
    return fileName(unit.toString());
  }

  private static String fileName(String unit) {
    return unit.replace('/', '_') + ".json";
  }
}
