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
 * The control folder of a run, by which a driver and its workers communicate on every runner. The
 * driver requests a stop; units report progress ({@link HeartbeatMonitor}) and outcomes ({@link
 * UnitOutcomes}). It is beside the artifacts, in a folder or behind an address. Its content ends
 * with the run and reaches no artifact.
 */
public final class RunControl implements AutoCloseable {

  /** The time for which a worker reuses the answer of a remote channel. */
  private static final long REMOTE_AGE_NANOS = 1_000_000_000L;

  private final Path folder;
  private final DurableFiles files;
  private final ControlChannel channel;
  private final @Nullable String driver;
  private final TimedCache<Boolean> stopping;
  private final Pins pins;
  private final HeartbeatMonitor heartbeats;
  private final UnitOutcomes outcomes;

  private RunControl(
      Path folder, DurableFiles files, ControlChannel channel, @Nullable String driver) {
    this.folder = folder;
    this.files = files;
    this.channel = channel;
    this.driver = driver;
    long age = channel.isRemote() ? REMOTE_AGE_NANOS : 0;
    // a driver always asks: it must not take stopped units for lost ones
    this.stopping = new TimedCache<>(driver == null ? 0 : age, false);
    this.pins = Pins.in(folder, files);
    this.heartbeats = new HeartbeatMonitor(channel, 2 * age);
    this.outcomes = new UnitOutcomes(channel, 2 * age);
  }

  /** Returns the control of a local folder, for its driver. */
  public static RunControl of(Path folder, DurableFiles files) {
    return new RunControl(folder, files, new LocalControlChannel(folder, files), null);
  }

  /** Returns the control of a run, for its driver. */
  public static RunControl of(RunFolder run) {
    RemoteFileSystem remote = run.controlSpace();
    return remote == null
        ? of(run.control(), run.files())
        : new RunControl(run.control(), run.files(), new RemoteControlChannel(remote), null);
  }

  /**
   * Returns the control of a run, for a worker.
   *
   * @param address the address that {@link #address()} returned to the driver
   * @param driver the driver's token; the worker stops once another driver has replaced it. Null
   *     for a driver without a token
   */
  public static RunControl ofWorker(
      String address, RemoteFileSystems fileSystems, DurableFiles files, @Nullable String driver) {
    // artifacts are pinned by the driver only
    Path folder = RemoteFileSystems.isAddress(address) ? Path.of("") : Path.of(address);
    return new RunControl(folder, files, channel(address, fileSystems, files), driver);
  }

  private static ControlChannel channel(
      String address, RemoteFileSystems fileSystems, DurableFiles files) {
    return RemoteFileSystems.isAddress(address)
        ? new RemoteControlChannel(fileSystems.open(address))
        : new LocalControlChannel(Path.of(address), files);
  }

  /**
   * Returns the token of the driver at an address, different at every start of a run; empty if no
   * driver is visible from this process.
   */
  public static Optional<String> driver(String address, RemoteFileSystems fileSystems) {
    try {
      return channel(address, fileSystems, DurableFiles.local()).read(ControlFiles.DRIVER);
    } catch (UncheckedIOException e) {
      return Optional.empty();
    }
  }

  /** Returns whether each message is a network request. */
  public boolean isRemote() {
    return channel.isRemote();
  }

  /** Returns the address by which a worker opens this control. */
  public String address() {
    return channel.address();
  }

  /**
   * Clears the folder and begins a run.
   *
   * @param lockWait how long units wait for other processes that compute the same; null for ever
   */
  public RunControl open(@Nullable Duration lockWait) throws IOException {
    // pins of a killed start stay until this start has read them
    for (Path file : Pins.besides(folder)) {
      files.delete(file);
    }
    if (channel.isRemote()) {
      channel.delete("");
    }
    files.storage().createFolders(folder.resolve(ControlFiles.PINS));
    channel.prepare(ControlFiles.folders());
    channel.write(ControlFiles.DRIVER, UUID.randomUUID().toString());
    if (lockWait != null) {
      channel.writeDurably(ControlFiles.LOCK_WAIT, Long.toString(lockWait.toSeconds()));
    }
    return this;
  }

  /** Returns how long a unit waits for another process that computes the same; null for ever. */
  public @Nullable Duration lockWait() {
    return channel
        .read(ControlFiles.LOCK_WAIT)
        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
        .orElse(null);
  }

  /** Deletes the folder after a run. */
  @Override
  public void close() {
    try {
      files.delete(folder);
      if (channel.isRemote()) {
        channel.delete("");
      }
    } catch (IOException e) {
      // a worker may still write its last heartbeat; the next run clears the folder
    }
  }

  /** Returns the artifacts that the run uses or is about to compute. */
  public Pins pins() {
    return pins;
  }

  /** Returns the heartbeats of running units. */
  public HeartbeatMonitor heartbeats() {
    return heartbeats;
  }

  /** Returns the outcomes of units. */
  public UnitOutcomes outcomes() {
    return outcomes;
  }

  /** Requests all units to stop after their current batch. */
  public void requestStop() {
    try {
      channel.prepare(List.of(ControlFiles.folder(UnitStatus.RUNNING)));
      channel.write(ControlFiles.STOP, "stop");
      channel.write(ControlFiles.DRIVER, ControlFiles.STOPPED);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot request the units to stop", e);
    }
  }

  /** Returns whether the run is to stop, or the driver of this worker has been replaced. */
  public boolean stopRequested() {
    return stopping.get(() -> driver == null ? channel.exists(ControlFiles.STOP) : !serves(driver));
  }

  /** Reads one file only, since each read of a worker may be a network request. */
  private boolean serves(String driver) {
    String now = channel.read(ControlFiles.DRIVER).orElse(ControlFiles.STOPPED);
    return now.equals(driver) && !now.equals(ControlFiles.STOPPED);
  }
}
