package org.fedmas.pipeline.run.control;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.fedmas.results.record.RunFolder;
import org.fedmas.store.file.DurableFiles;
import org.fedmas.store.remote.RemoteFileSystem;
import org.fedmas.store.remote.RemoteFileSystems;
import org.jspecify.annotations.Nullable;

/**
 * The board through which a driver and its workers talk while a run lasts, whatever the runner: the
 * driver asks to stop; units say how far they are ({@link HeartbeatMonitor}) and how they ended
 * ({@link Attempts}). It is where the artifacts are, in a folder or behind an address. Nothing of
 * it outlives the run or reaches an artifact.
 */
public final class RunControl implements AutoCloseable {

  private static final String WAIT = "unit-wait";
  private static final String DRIVER = "driver";
  private static final String STOP = "stop";
  private static final String STOPPED = "stopped";

  /** How long an answer counts that took a way over a network. */
  private static final long AGE_NANOS = 1_000_000_000L;

  private final Path folder;
  private final DurableFiles files;
  private final ControlChannel board;
  private final @Nullable String driver;
  private final TimedCache<Boolean> stopping;
  private final Pins pins;
  private final HeartbeatMonitor live;
  private final UnitOutcomes attempts;

  /** Creates a folder on local files. */
  public RunControl(Path folder) {
    this(folder, DurableFiles.local());
  }

  public RunControl(Path folder, DurableFiles files) {
    this(folder, files, new LocalControlChannel(folder, files), null, 0);
  }

  private RunControl(
      Path folder,
      DurableFiles files,
      ControlChannel board,
      @Nullable String driver,
      long stopAge) {
    this.folder = folder;
    this.files = files;
    this.board = board;
    this.driver = driver;
    long age = board.isFar() ? AGE_NANOS : 0;
    this.stopping = new TimedCache<>(stopAge, false);
    this.pins = Pins.in(folder, files);
    this.live = new HeartbeatMonitor(board, 2 * age);
    this.attempts = new UnitOutcomes(board, 2 * age);
  }

  /** Returns the driver's side. */
  public static RunControl of(RunFolder place) {
    RemoteFileSystem space = place.controlSpace();
    return space == null
        ? new RunControl(place.control(), place.files())
        // it always asks anew: it must not take units that it stopped for lost ones
        : new RunControl(place.control(), place.files(), new RemoteControlChannel(space), null, 0);
  }

  /**
   * The same from another process.
   *
   * @param address what {@link #address()} said
   */
  public static RunControl at(String address, RemoteFileSystems spaces) {
    return at(address, spaces, DurableFiles.local(), null);
  }

  /** Returns a worker's side: it stops, too, when the driver that now holds the board is gone. */
  public static RunControl ofWorker(String address, RemoteFileSystems spaces, DurableFiles files) {
    return at(address, spaces, files, driver(address, spaces));
  }

  private static RunControl at(
      String address, RemoteFileSystems spaces, DurableFiles files, @Nullable String driver) {
    if (RemoteFileSystems.isAddress(address)) {
      // artifacts are pinned on the driver's machine only
      return new RunControl(
          Path.of(""), files, new RemoteControlChannel(spaces.open(address)), driver, AGE_NANOS);
    }
    Path folder = Path.of(address);
    return new RunControl(folder, files, new LocalControlChannel(folder, files), driver, 0);
  }

  /**
   * What the driver that holds the board has written there, another text for every start of a run;
   * null if there is none, or if the board cannot be seen from here.
   */
  public static @Nullable String driver(String address, RemoteFileSystems spaces) {
    try {
      return at(address, spaces).board.read(DRIVER).orElse(null);
    } catch (UncheckedIOException e) {
      return null;
    }
  }

  /** Returns whether every word goes over a network. */
  public boolean isFar() {
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
    for (Path talk : Pins.besides(folder)) {
      files.delete(talk);
    }
    if (board.isFar()) {
      board.delete("");
    }
    files.storage().createFolders(folder.resolve(Pins.FOLDER));
    board.prepare(
        List.of(
            HeartbeatMonitor.LIVE,
            HeartbeatMonitor.NOTES,
            UnitOutcomes.FAILED,
            UnitOutcomes.FOUND,
            UnitOutcomes.MADE,
            UnitOutcomes.AVOID));
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

  /** What the run uses or is about to make. */
  public Pins pins() {
    return pins;
  }

  /** What units say while they run. */
  public HeartbeatMonitor live() {
    return live;
  }

  /** How attempts at units ended. */
  public UnitOutcomes attempts() {
    return attempts;
  }

  /** Asks all units to stop after their current batch. */
  public void requestStop() {
    try {
      board.prepare(List.of(HeartbeatMonitor.LIVE));
      board.write(STOP, "stop");
      board.write(DRIVER, STOPPED);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot ask the units to stop", e);
    }
  }

  /** Returns whether the run is to stop. */
  public boolean stopRequested() {
    return stopping.get(() -> driver == null ? board.has(STOP) : isLeft(driver));
  }

  /** Workers look at one text only: each look may go over a network. */
  private boolean isLeft(String driver) {
    String now = board.read(DRIVER).orElse(STOPPED);
    return now.equals(STOPPED) || !now.equals(driver);
  }
}
