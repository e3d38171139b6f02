package org.fedmas.pipeline.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
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
import java.util.UUID;
import java.util.stream.Stream;
import org.fedmas.contract.Json;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.artifact.ArtifactRef;
import org.fedmas.contract.artifact.Digest;
import org.fedmas.contract.artifact.DurableFiles;
import org.fedmas.contract.remote.RemoteSpace;
import org.fedmas.contract.remote.Spaces;
import org.jspecify.annotations.Nullable;

/**
 * The board through which a driver and its workers talk while a run lasts, whatever the runner: the
 * driver asks to stop; units say how far they are and why they failed. It is where the artifacts
 * are, in a folder or behind an address. Nothing of it outlives the run or reaches an artifact.
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
  private static final String STOP = "stop";
  private static final String PINS = "pins";

  /** How long an answer counts that took a way over a network. */
  private static final long AGE_NANOS = 1_000_000_000L;

  private final Path folder;
  private final DurableFiles files;
  private final Board board;
  private final @Nullable String driver;
  private final Recent<Boolean> stopping;
  private final Recent<List<Heartbeat>> running;
  private final Recent<List<String>> notes;
  private final Set<ArtifactRef> pinned = new HashSet<>();

  /** A folder on local files. */
  public RunControl(Path folder) {
    this(folder, DurableFiles.local());
  }

  public RunControl(Path folder, DurableFiles files) {
    this(folder, files, new FolderBoard(folder, files), null);
  }

  private RunControl(Path folder, DurableFiles files, Board board, @Nullable String driver) {
    this.folder = folder;
    this.files = files;
    this.board = board;
    this.driver = driver;
    long age = board.isFar() ? AGE_NANOS : 0;
    // a driver always asks anew: it must not take units that it stopped for lost ones
    this.stopping = new Recent<>(driver == null ? 0 : age, false);
    this.running = new Recent<>(2 * age, List.of());
    this.notes = new Recent<>(2 * age, List.of());
  }

  /** The driver's side. */
  public static RunControl of(RunPlace place) {
    RemoteSpace space = place.controlSpace();
    return space == null
        ? new RunControl(place.control(), place.files())
        : new RunControl(place.control(), place.files(), new FarBoard(space), null);
  }

  /**
   * The same from another process.
   *
   * @param address what {@link #address()} said
   */
  public static RunControl at(String address, Spaces spaces) {
    return at(address, spaces, DurableFiles.local(), null);
  }

  /** A worker's side: it stops, too, when the driver that now holds the board is gone. */
  static RunControl ofWorker(String address, Spaces spaces, DurableFiles files) {
    return at(address, spaces, files, driver(address, spaces));
  }

  private static RunControl at(
      String address, Spaces spaces, DurableFiles files, @Nullable String driver) {
    if (Spaces.isAddress(address)) {
      // artifacts are pinned on the driver's machine only
      return new RunControl(Path.of(""), files, new FarBoard(spaces.open(address)), driver);
    }
    Path folder = Path.of(address);
    return new RunControl(folder, files, new FolderBoard(folder, files), driver);
  }

  /**
   * What the driver that holds the board has written there, another text for every start of a run;
   * null if there is none, or if the board cannot be seen from here.
   */
  public static @Nullable String driver(String address, Spaces spaces) {
    try {
      return at(address, spaces).board.read(DRIVER).orElse(null);
    } catch (UncheckedIOException e) {
      return null;
    }
  }

  /** Whether every word goes over a network. */
  boolean isFar() {
    return board.isFar();
  }

  /** What a worker needs to come here. */
  public String address() {
    return board.address();
  }

  /**
   * Empties the board before a run.
   *
   * @param wait how long units wait for other processes that compute the same; null for ever
   */
  public RunControl open(@Nullable Duration wait) throws IOException {
    // what a killed start had pinned stays pinned until this one has looked at it
    for (Path talk : talk()) {
      files.delete(talk);
    }
    if (board.isFar()) {
      board.delete("");
    }
    files.storage().createFolders(folder.resolve(PINS));
    board.prepare(List.of(FAILED, LIVE, FOUND, MADE, AVOID, NOTES));
    board.write(DRIVER, UUID.randomUUID().toString());
    if (wait != null) {
      board.keep(WAIT, Long.toString(wait.toSeconds()));
    }
    return this;
  }

  /** How long a unit waits for another process that computes the same; null for ever. */
  public @Nullable Duration unitWait() {
    Optional<String> seconds = board.read(WAIT);
    return seconds.isPresent() ? Duration.ofSeconds(Long.parseLong(seconds.get())) : null;
  }

  /** Removes the board after a run. */
  @Override
  public void close() {
    try {
      files.delete(folder);
      if (board.isFar()) {
        board.delete("");
      }
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
      board.prepare(List.of(LIVE));
      board.write(STOP, "stop");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot ask the units to stop", e);
    }
  }

  /** Whether the run is to stop. */
  public boolean stopRequested() {
    return stopping.get(
        () ->
            board.has(STOP) || (driver != null && !driver.equals(board.read(DRIVER).orElse(null))));
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
      board.write(LIVE + "/" + fileName(beat.unit()), beat.json().toString());
    } catch (IOException e) {
      // progress is a courtesy; losing it must not fail a unit
    }
  }

  /** The unit no longer runs. */
  public void rest(UnitKey unit) {
    try {
      board.delete(LIVE + "/" + fileName(unit));
    } catch (IOException e) {
      // as above
    }
  }

  /** Tells something about a unit, once. */
  public void note(UnitKey unit, String text) {
    String line = unit + ": " + text;
    String name = Digest.of(line.getBytes(UTF_8)).hex().substring(0, 16) + ".json";
    try {
      board.write(NOTES + "/" + name, Json.object().put("text", line).toString());
    } catch (IOException e) {
      // as above
    }
  }

  /** What units told so far. */
  public List<String> notes() {
    return notes.get(
        () -> read(NOTES).stream().map(json -> json.path("text").asText()).sorted().toList());
  }

  /** The unit was computed by this run. */
  public void made(UnitKey unit) {
    try {
      board.write(MADE + "/" + fileName(unit), "{}");
    } catch (IOException e) {
      // then the run's summary counts it among those that were there
    }
  }

  /** The unit was not computed here: another process had it by then. */
  public void found(UnitKey unit) throws IOException {
    board.keep(FOUND + "/" + fileName(unit), "{}");
  }

  /** Whether the last attempt at a unit found it there, made by another run. */
  public boolean wasFound(UnitKey unit) {
    return board.has(FOUND + "/" + fileName(unit)) && !board.has(MADE + "/" + fileName(unit));
  }

  /** The units that run now, by name. */
  public List<Heartbeat> running() {
    return running.get(() -> read(LIVE).stream().map(Heartbeat::of).toList());
  }

  /** Notes a failure for the driver. */
  public void fail(UnitKey unit, Throwable cause) {
    try {
      String text = new String(Json.pretty(UnitFailure.of(unit, cause).json()), UTF_8);
      board.keep(FAILED + "/" + fileName(unit), text);
    } catch (IOException e) {
      e.addSuppressed(cause);
      throw new UncheckedIOException("cannot note the failure of " + unit, e);
    }
  }

  /** Whether that unit has failed; what a runner hands out twice need not fail twice. */
  public boolean hasFailed(UnitKey unit) {
    return board.has(FAILED + "/" + fileName(unit));
  }

  /** All failures so far, by unit name. */
  public List<UnitFailure> failures() {
    return read(FAILED).stream().map(UnitFailure::of).toList();
  }

  /** Forgets a failure, so that the unit is tried again, and not where it failed. */
  public void retryElsewhere(UnitFailure failure) throws IOException {
    String name = fileName(failure.unit());
    String before = board.read(AVOID + "/" + name).orElse("");
    board.write(AVOID + "/" + name, before + failure.worker().name() + "\n");
    board.delete(FAILED + "/" + name);
  }

  /** The processes that better leave that unit to others. */
  public Set<String> avoided(UnitKey unit) {
    return board
        .read(AVOID + "/" + fileName(unit))
        .<Set<String>>map(text -> new LinkedHashSet<>(text.lines().toList()))
        .orElse(Set.of());
  }

  private List<JsonNode> read(String child) {
    List<JsonNode> all = new ArrayList<>();
    for (String name : board.list(child)) {
      if (name.endsWith(".json")) {
        board.read(name).flatMap(RunControl::json).ifPresent(all::add);
      }
    }
    return all;
  }

  /** Empty for what is being rewritten just now: seen again next time. */
  private static Optional<JsonNode> json(String text) {
    try {
      return Optional.of(Json.mapper().readTree(text)).filter(JsonNode::isObject);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static String fileName(UnitKey unit) {
    return fileName(unit.toString());
  }

  private static String fileName(String unit) {
    return unit.replace('/', '_') + ".json";
  }
}
