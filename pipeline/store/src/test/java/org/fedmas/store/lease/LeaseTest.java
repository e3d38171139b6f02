package org.fedmas.store.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.fedmas.store.file.DurableFiles;
import org.fedmas.store.file.Owner;
import org.fedmas.store.file.Storage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeaseTest {

  private static final Owner HERE = Owner.current();

  @TempDir Path folder;
  private final AtomicLong nanos = new AtomicLong();

  @Test
  void hasOneHolderUntilReleased() throws IOException {
    Lease lease = request(HERE).attempt().orElseThrow();
    LeaseRequest other = request(HERE);

    assertThat(other.attempt()).isEmpty();
    assertThat(other.holder())
        .contains("process " + HERE.pid() + " on " + HERE.host(), "since ", "(this work)");
    assertThat(LeaseRequest.isHeld(place())).isTrue();

    lease.close();
    assertThat(LeaseRequest.isHeld(place())).isFalse();
    other.attempt().orElseThrow().close();
    assertThat(left()).isZero();
  }

  @Test
  void ofADeadProcessIsTakenOver() throws IOException {
    abandon(new Owner(HERE.host(), HERE.boot(), 4_999_999_999L, HERE.started()));
    takenOver();
  }

  @Test
  void isTakenOverIfItsProcessIdWasReused() throws IOException {
    abandon(new Owner(HERE.host(), HERE.boot(), HERE.pid(), HERE.started() + 1));
    takenOver();
  }

  @Test
  void fromBeforeTheLastBootIsTakenOver() throws IOException {
    abandon(new Owner(HERE.host(), "before", HERE.pid(), HERE.started()));
    takenOver();
  }

  @Test
  void isTakenOverAfterAPowerCut() throws IOException {
    abandon(HERE);
    Files.writeString(place().resolve(Holder.FILE), "{\"host\": \"he");
    takenOver();
  }

  @Test
  void ofAnotherMachineIsKeptWhileItsHeartbeatChanges() throws IOException {
    abandon(new Owner("elsewhere", "1234abcd", 17, 5));
    LeaseRequest waiting = request(HERE);
    for (int i = 0; i < 5; i++) {
      // the other machine's clock may be years off: only changes count
      Files.setLastModifiedTime(
          place().resolve(Holder.FILE), FileTime.from(Instant.EPOCH.plusSeconds(100 - i)));
      assertThat(waiting.attempt()).isEmpty();
      nanos.addAndGet(Duration.ofSeconds(50).toNanos());
    }
    assertThat(waiting.attempt()).isEmpty();
    nanos.addAndGet(Duration.ofSeconds(61).toNanos());
    assertThat(waiting.attempt()).isPresent();
  }

  @Test
  void isNotReleasedByItsFormerHolder() throws IOException {
    Lease former = request(HERE).attempt().orElseThrow();
    Lease.takeAway(place(), Holder.read(place()), DurableFiles.local());
    Lease now =
        new LeaseRequest(place(), "other work", DurableFiles.local()).attempt().orElseThrow();

    former.close();

    assertThat(LeaseRequest.isHeld(place())).isTrue();
    now.close();
  }

  @Test
  void isRemovedOnlyFromTheDeadHolder() throws IOException {
    Lease living = request(HERE).attempt().orElseThrow();

    Lease.takeAway(place(), Optional.empty(), DurableFiles.local());

    assertThat(LeaseRequest.isHeld(place())).isTrue();
    living.close();
    assertThat(left()).isZero();
  }

  private void abandon(Owner owner) throws IOException {
    DurableFiles theirs = new DurableFiles(Storage.local(), owner);
    Lease.take(place(), "this work", theirs).orElseThrow();
  }

  private void takenOver() throws IOException {
    assertThat(LeaseRequest.isHeld(place())).isFalse();
    try (Lease lease = request(HERE).attempt().orElseThrow()) {
      assertThat(Holder.read(place()).orElseThrow().owner()).isEqualTo(HERE);
    }
    assertThat(left()).isZero();
  }

  private LeaseRequest request(Owner owner) {
    return new LeaseRequest(
        place(), "this work", new DurableFiles(Storage.local(), owner), nanos::get);
  }

  private Path place() {
    return folder.resolve("leases/work");
  }

  private long left() throws IOException {
    try (Stream<Path> left = Files.list(folder.resolve("leases"))) {
      return left.count();
    }
  }
}
