package org.fedmas.inputs.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.fedmas.inputs.FakeServer.cutAfter;
import static org.fedmas.inputs.FakeServer.ignoringRanges;
import static org.fedmas.inputs.FakeServer.status;
import static org.fedmas.inputs.FakeServer.wrongRange;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.fedmas.inputs.FakeServer;
import org.fedmas.inputs.RandomBytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A large file over several connections. */
class RangesTest {

  private static final int BLOCK = 50_000;
  private static final byte[] BYTES = RandomBytes.of(7 * BLOCK + 123, 4);

  @TempDir Path folder;
  private FakeServer server;
  private Path target;

  @BeforeEach
  void start() throws Exception {
    server = new FakeServer().holds("file", BYTES, "\"one\"");
    target = folder.resolve("file");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void fetch(int attempts, DownloadListener listener) throws Exception {
    DownloadSettings settings =
        new DownloadSettings(attempts, Duration.ofMillis(5), Duration.ofSeconds(2), BLOCK, 4);
    new Download(settings, FreeSpace.REAL)
        .fetch(server.address("file"), target, 10_000_000, listener);
  }

  private void fetch(int attempts) throws Exception {
    fetch(attempts, (written, total) -> {});
  }

  private List<String> ranges() {
    return server.requests().stream()
        .map(FakeServer.Request::range)
        .filter(Objects::nonNull)
        .toList();
  }

  @Test
  void everyBlockIsAskedForOnce() throws Exception {
    AtomicLong most = new AtomicLong();
    fetch(
        1,
        (written, total) -> {
          assertThat(total).isEqualTo(BYTES.length);
          most.accumulateAndGet(written, Math::max);
        });
    assertThat(Download.part(target)).hasBinaryContent(BYTES);
    assertThat(ranges()).doesNotHaveDuplicates().hasSize(8).contains("bytes=350000-350122");
    assertThat(most).hasValue(BYTES.length);
  }

  @Test
  void cutsWithinBlocksAreMended() throws Exception {
    server.answers("file", cutAfter(0), cutAfter(10_000), cutAfter(20_000), cutAfter(1));
    fetch(4);
    assertThat(Download.part(target)).hasBinaryContent(BYTES);
  }

  @Test
  void completeBlocksOfAnEarlierProcessAreNotFetchedAgain() throws Exception {
    // the first request only asks what there is; then two of the first four blocks are refused
    server.answers("file", cutAfter(0), status(403), status(403));
    assertThatExceptionOfType(DownloadFailedException.class).isThrownBy(() -> fetch(2));
    long left = Download.left(server.address("file"), target);
    // the first refusal ends the others, so the second may still be waiting to be given
    server.answers("file");
    int before = ranges().size();
    fetch(2);
    assertThat(Download.part(target)).hasBinaryContent(BYTES);
    List<String> again = ranges().subList(before, ranges().size());
    long asked = again.stream().mapToLong(RangesTest::length).sum();
    assertThat(asked).isEqualTo(BYTES.length - left);
  }

  @Test
  void aServerThatTakesItsOfferBackSendsTheFileInOne() throws Exception {
    server.answers("file", cutAfter(0), ignoringRanges(), ignoringRanges());
    fetch(3);
    assertThat(Download.part(target)).hasBinaryContent(BYTES);
  }

  @Test
  void aRangeThatWasNotAskedForIsNotBelieved() throws Exception {
    server.answers("file", cutAfter(0), wrongRange(), wrongRange(), wrongRange());
    fetch(3);
    assertThat(Download.part(target)).hasBinaryContent(BYTES);
  }

  @Test
  void aFileThatChangesMeanwhileIsFetchedAnew() throws Exception {
    server.answers("file", cutAfter(0), status(403), status(403), status(403), status(403));
    assertThatExceptionOfType(DownloadFailedException.class).isThrownBy(() -> fetch(2));
    byte[] other = RandomBytes.of(5 * BLOCK, 5);
    server.answers("file").holds("file", other, "\"two\"");
    fetch(2);
    assertThat(Download.part(target)).hasBinaryContent(other);
  }

  private static long length(String range) {
    String[] ends = range.substring("bytes=".length()).split("-", -1);
    return Long.parseLong(ends[1]) - Long.parseLong(ends[0]) + 1;
  }
}
