package org.fedmas.inputs.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.fedmas.inputs.FakeServer.busy;
import static org.fedmas.inputs.FakeServer.cutAfter;
import static org.fedmas.inputs.FakeServer.ignoringRanges;
import static org.fedmas.inputs.FakeServer.lyingAboutLength;
import static org.fedmas.inputs.FakeServer.redirect;
import static org.fedmas.inputs.FakeServer.silentAfter;
import static org.fedmas.inputs.FakeServer.status;
import static org.fedmas.inputs.FakeServer.withoutLength;
import static org.fedmas.inputs.FakeServer.wrongRange;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.fedmas.inputs.FakeServer;
import org.fedmas.inputs.RandomBytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Downloads from a server that misbehaves. */
class DownloadTest {

  private static final byte[] BYTES = RandomBytes.of(300_000, 1);
  private static final String TAG = "\"one\"";
  private static final long AT_MOST = 1_000_000;

  @TempDir Path folder;
  private FakeServer server;
  private Path target;

  @BeforeEach
  void start() throws Exception {
    server = new FakeServer().holds("file", BYTES, TAG);
    target = folder.resolve("file");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static DownloadSettings settings(int attempts) {
    return new DownloadSettings(attempts, Duration.ofMillis(5), Duration.ofMillis(600));
  }

  private void fetch(int attempts) throws Exception {
    new Download(settings(attempts), FreeSpace.REAL)
        .fetch(server.address("file"), target, AT_MOST, (written, total) -> {});
  }

  private void fails(int attempts, String... words) {
    assertThatExceptionOfType(DownloadFailedException.class)
        .isThrownBy(() -> fetch(attempts))
        .satisfies(e -> assertThat(e.getMessage()).contains(words));
  }

  private void holds(byte[] expected) {
    assertThat(PartFile.path(target)).hasBinaryContent(expected);
    assertThat(target).doesNotExist();
  }

  @Test
  void aRefusedCertificateIsExplainedAtOnce() throws Exception {
    HttpsServer secure = HttpsServer.create(new InetSocketAddress("localhost", 0), 0);
    secure.setHttpsConfigurator(new HttpsConfigurator(selfSigned(folder.resolve("keys.p12"))));
    secure.start();
    try {
      URI address = URI.create("https://localhost:" + secure.getAddress().getPort() + "/file");
      Download download =
          new Download(
              new DownloadSettings(4, Duration.ofMillis(5), Duration.ofSeconds(30)),
              FreeSpace.REAL);
      assertThatExceptionOfType(DownloadFailedException.class)
          .isThrownBy(() -> download.fetch(address, target, AT_MOST, (written, total) -> {}))
          .withMessageContaining("download failed after 1 attempts: no secure connection to")
          .withMessageContaining("-Djavax.net.ssl.trustStore=FILE")
          .withMessageContaining("with a browser");
    } finally {
      secure.stop(0);
    }
  }

  /** Returns a context with a self-signed certificate. */
  private static SSLContext selfSigned(Path keys) throws Exception {
    String secret = "changeit";
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-keystore",
                keys.toString(),
                "-storepass",
                secret)
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(keytool.waitFor()).as(said).isZero();
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(KeyStore.getInstance(keys.toFile(), secret.toCharArray()), secret.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  @Test
  void aWholeFileTakesOneRequest() throws Exception {
    fetch(1);
    holds(BYTES);
    assertThat(server.requests()).hasSize(1);
    assertThat(server.requests().get(0).range()).isNull();
  }

  @Test
  void afterACutTheRestIsRequested() throws Exception {
    server.answers("file", cutAfter(100_000), cutAfter(50_000));
    fetch(3);
    holds(BYTES);
    assertThat(server.requests().get(1).range()).isEqualTo("bytes=100000-");
    assertThat(server.requests().get(1).ifRange()).isEqualTo(TAG);
    assertThat(server.requests().get(2).range()).isEqualTo("bytes=150000-");
  }

  @Test
  void bytesOfAnEarlierProcessAreKept() throws Exception {
    server.answers("file", cutAfter(100_000), status(403));
    fails(1, "answered 403", "file");
    assertThat(PartFile.left(target, server.address("file"))).isEqualTo(100_000);
    fetch(1);
    holds(BYTES);
    assertThat(server.requests().get(2).range()).isEqualTo("bytes=100000-");
  }

  @Test
  void anotherVersionOnTheServerStartsAgain() throws Exception {
    server.answers("file", cutAfter(100_000), status(403));
    fails(1, "answered 403");
    byte[] other = RandomBytes.of(200_000, 2);
    server.holds("file", other, "\"two\"");
    fetch(1);
    holds(other);
  }

  @Test
  void aServerThatIgnoresRangesSendsAllAgain() throws Exception {
    server.answers("file", cutAfter(100_000), ignoringRanges());
    fetch(2);
    holds(BYTES);
  }

  @Test
  void aServerWithoutProgressFailsTheDownload() {
    server.holds("file", BYTES, "");
    server.answers("file", cutAfter(9), cutAfter(9), cutAfter(9), cutAfter(9), cutAfter(9));
    fails(4, "failed after 4 attempts");
    assertThat(server.requests()).hasSizeLessThanOrEqualTo(5);
  }

  @Test
  void withoutStrongTagNoRangeIsRequested() throws Exception {
    for (String tag : new String[] {"", "W/\"weak\""}) {
      PartFile.delete(target);
      server.holds("file", BYTES, tag);
      server.answers("file", cutAfter(100_000));
      fetch(2);
      holds(BYTES);
    }
    assertThat(server.requests()).hasSize(4).allMatch(request -> request.range() == null);
  }

  @Test
  void tooLongALengthCountsAsACut() throws Exception {
    server.answers("file", lyingAboutLength(400_000));
    // the honest answer then contradicts the promised length
    fetch(2);
    holds(BYTES);
  }

  @Test
  void tooShortALengthEndsTheFile() throws Exception {
    server.answers("file", lyingAboutLength(1000));
    fetch(1);
    assertThat(Files.size(PartFile.path(target))).isEqualTo(1000);
  }

  @Test
  void theLengthMayBeUnknown() throws Exception {
    server.answers("file", withoutLength());
    fetch(1);
    holds(BYTES);
  }

  @Test
  void transientErrorsAreRetried() throws Exception {
    server.answers("file", status(500), status(503), status(429));
    fetch(4);
    holds(BYTES);
    assertThat(server.requests()).hasSize(4);
  }

  @Test
  void refusalsAreNotRetried() throws Exception {
    server.answers("file", status(403), status(404), status(401));
    fails(5, "answered 403", server.address("file").toString());
    fails(5, "answered 404");
    fails(5, "answered 401");
    assertThat(server.requests()).hasSize(3);
    fetch(1);
    holds(BYTES);
  }

  @Test
  void redirectsAreFollowedWhenResuming() throws Exception {
    URI moved = server.address("moved");
    server.holds("moved", BYTES, TAG);
    server.answers("file", redirect(moved), redirect(moved));
    server.answers("moved", cutAfter(100_000));
    fetch(2);
    holds(BYTES);
    assertThat(server.requests().get(3).range()).isEqualTo("bytes=100000-");
  }

  @Test
  void aConnectionWithoutBytesTimesOut() throws Exception {
    server.answers("file", silentAfter(100_000));
    fetch(2);
    holds(BYTES);
    assertThat(server.requests().get(1).range()).isEqualTo("bytes=100000-");
  }

  @Test
  void filesLongerThanExpectedAreRefused() {
    server.holds("file", RandomBytes.of(1_200_000, 3), TAG);
    fails(3, "1200000 bytes", "at most 1000000");
    server.answers("file", withoutLength());
    fails(3, "at most 1000000");
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void aFullDiskIsNoticedBeforeTheDownload() {
    assertThatExceptionOfType(DownloadFailedException.class)
        .isThrownBy(
            () ->
                new Download(settings(3), disk -> 299_999)
                    .fetch(server.address("file"), target, AT_MOST, (written, total) -> {}))
        .withMessageContaining("300000 bytes")
        .withMessageContaining("room for 299999");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void anUnreachableServerFailsSoon() throws Exception {
    server.close();
    fails(6, "cannot reach 127.0.0.1", "failed after 3 attempts");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aDamagedStateStartsAgain() throws Exception {
    for (String damage :
        new String[] {
          "{",
          "{}",
          "{\"address\":\"A\",\"validator\":\"T\",\"total\":300000,\"blocks\":[]}",
          "{\"address\":\"A\",\"validator\":\"T\",\"total\":1000}",
          "{\"address\":\"A\",\"total\":300000}",
          "{\"address\":\"B\",\"validator\":\"T\",\"total\":300000}"
        }) {
      Files.write(PartFile.path(target), new byte[2000]);
      Files.writeString(
          folder.resolve("file.part.json"),
          damage
              .replace("\"A\"", "\"" + server.address("file") + "\"")
              .replace("\"T\"", "\"\\\"one\\\"\""));
      fetch(1);
      holds(BYTES);
    }
  }

  @Test
  void aRangeThatWasNotRequestedIsNotUsed() throws Exception {
    server.answers("file", cutAfter(100_000), wrongRange());
    fetch(2);
    holds(BYTES);
  }

  @Test
  void aServerMayAskToWaitLonger() throws Exception {
    server.answers("file", busy(503, 1));
    long start = System.nanoTime();
    fetch(2);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(1));
    holds(BYTES);
  }

  @Test
  void deletingLeavesNoFile() throws Exception {
    fetch(1);
    PartFile.delete(target);
    assertThat(folder).isEmptyDirectory();
  }
}
