package org.fedmas.store.lease;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.fedmas.store.file.DurableFiles;
import org.fedmas.store.file.Owner;
import org.jspecify.annotations.Nullable;

/**
 * A repeated request for a lease. A dead holder loses its lease: a process that ended, or that ran
 * before the machine's last boot. A holder on another machine counts as dead after a minute without
 * a heartbeat. That minute is measured by this process alone, so differing or jumping clocks do not
 * matter.
 */
public final class LeaseRequest {

  private static final Duration SILENCE = Duration.ofSeconds(60);

  private final Path place;
  private final String work;
  private final DurableFiles files;
  private final LongSupplier nanos;
  private @Nullable Holder holder;
  private @Nullable FileTime beat;
  private long beatSeen;

  /** Creates a request for the lease in a folder; waiting processes are shown the work. */
  public LeaseRequest(Path place, String work, DurableFiles files) {
    this(place, work, files, System::nanoTime);
  }

  LeaseRequest(Path place, String work, DurableFiles files, LongSupplier nanos) {
    this.place = place;
    this.work = work;
    this.files = files;
    this.nanos = nanos;
  }

  /** Returns the lease; empty while {@link #holder()} holds it. */
  public Optional<Lease> attempt() throws IOException {
    if (Files.exists(place)) {
      Optional<Holder> found = Holder.read(place);
      if (found.isPresent() && isAlive(found.get())) {
        holder = found.get();
        return Optional.empty();
      }
      Lease.takeAway(place, found, files);
    }
    return Lease.take(place, work, files);
  }

  /** Returns the holder found by the last attempt, for messages. */
  public String holder() {
    return holder == null ? "another process" : holder.toString();
  }

  /** Returns whether a living process holds a lease. */
  public static boolean isHeld(Path place) {
    return Holder.read(place).filter(held -> held.owner().life() != Owner.Life.DEAD).isPresent();
  }

  private boolean isAlive(Holder found) {
    return switch (found.owner().life()) {
      case ALIVE -> true;
      case DEAD -> false;
      case ELSEWHERE -> gaveASign(found);
    };
  }

  private boolean gaveASign(Holder found) {
    FileTime now;
    try {
      now = Files.getLastModifiedTime(place.resolve(Holder.FILE));
    } catch (IOException e) {
      return true; // the lease was just released; the next attempt takes it
    }
    if (!found.equals(holder) || !now.equals(beat)) {
      holder = found;
      beat = now;
      beatSeen = nanos.getAsLong();
    }
    return nanos.getAsLong() - beatSeen < SILENCE.toNanos();
  }
}
