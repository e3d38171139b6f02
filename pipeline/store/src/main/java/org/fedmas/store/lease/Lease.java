package org.fedmas.store.lease;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import org.fedmas.store.file.DurableFiles;

/**
 * The right to do a piece of work, represented by a folder that appears by one rename. A lease
 * avoids duplicate work and never guards correctness: if two processes hold the same lease, both
 * compute, and the first commit wins.
 */
public final class Lease implements AutoCloseable {

  /** The interval between two heartbeats of a holder. */
  static final long BEAT_MILLIS = 10_000;

  private final Path place;
  private final Holder holder;
  private final DurableFiles files;
  private final Thread heart;

  private Lease(Path place, Holder holder, DurableFiles files) {
    this.place = place;
    this.holder = holder;
    this.files = files;
    this.heart = new Thread(this::beat, "lease " + place.getFileName());
    heart.setDaemon(true);
    heart.start();
  }

  /** Takes a free lease; returns empty if another process was faster. */
  static Optional<Lease> take(Path place, String work, DurableFiles files) throws IOException {
    Path parent = place.toAbsolutePath().getParent();
    if (parent == null) {
      throw new IOException(place + " has no parent folder");
    }
    files.storage().createFolders(parent);
    Path prepared = files.temporary(parent, "lease");
    files.storage().createFolder(prepared);
    // only for messages, so a clock that jumps does no harm
    Holder holder = new Holder(files.owner(), Instant.now().toString(), work);
    files.storage().write(prepared.resolve(Holder.FILE), holder.bytes());
    if (files.moveIfAbsent(prepared, place)) {
      return Optional.of(new Lease(place, holder, files));
    }
    files.delete(prepared);
    return Optional.empty();
  }

  /** Removes the lease of a dead process; does nothing if the lease has another holder by now. */
  static void takeAway(Path place, Optional<Holder> dead, DurableFiles files) throws IOException {
    Path parent = place.toAbsolutePath().getParent();
    if (parent == null || !Files.exists(place)) {
      return;
    }
    Path away = files.temporary(parent, "dead");
    files.storage().move(place, away);
    if (Holder.read(away).equals(dead) || !files.moveIfAbsent(away, place)) {
      files.delete(away);
    }
  }

  @Override
  public void close() throws IOException {
    heart.interrupt();
    if (Holder.read(place).filter(holder::equals).isPresent()) {
      takeAway(place, Optional.of(holder), files);
    }
  }

  private void beat() {
    try {
      while (true) {
        Thread.sleep(BEAT_MILLIS);
        Files.setLastModifiedTime(place.resolve(Holder.FILE), FileTime.from(Instant.now()));
      }
    } catch (InterruptedException | IOException e) {
      // the lease was released or removed
    }
  }
}
