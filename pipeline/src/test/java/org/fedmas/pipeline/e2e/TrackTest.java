package org.fedmas.pipeline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.fedmas.pipeline.e2e.Launcher.Started;
import org.fedmas.results.record.RunFolder;
import org.fedmas.results.record.RunRecord;
import org.fedmas.results.report.RunMetrics;
import org.fedmas.results.score.RunProgress;
import org.fedmas.store.file.DurableFiles;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the export of a real run's numbers. */
@Tag("e2e")
@ExtendWith(ReferenceRun.class)
class TrackTest {

  private static final String FILE = "tensorboard/events.out.tfevents.fedmas";

  @TempDir Path folder;

  private Outcome track(TinyRun run, String... target) throws Exception {
    String[] words = new String[4 + target.length];
    System.arraycopy(
        new String[] {"track", run.name(), "--artifacts", "artifacts"}, 0, words, 0, 4);
    System.arraycopy(target, 0, words, 4, target.length);
    return Launcher.in(run.folder()).run(words);
  }

  @Test
  void roundsOfARunThatLastsEqualThoseOfItsResults(ReferenceRun.Done done) throws Exception {
    TinyRun run = done.run().copy(folder.resolve("copy"));
    Path artifacts = run.folder().resolve("artifacts");
    RunFolder place = new RunFolder(run.name(), artifacts, run.folder());
    RunMetrics finished = new RunProgress(place).read().metrics();
    RunRecord record = RunRecord.read(place.folder()).orElseThrow();

    new RunRecord(
            record.format(),
            record.run(),
            record.configFile(),
            record.data(),
            record.config(),
            record.environment(),
            record.started(),
            null,
            record.seconds(),
            record.unitsRun(),
            record.unitsReused(),
            record.warnings(),
            record.roundSeconds(),
            record.units())
        .write(place.folder(), DurableFiles.local());
    RunMetrics running = new RunProgress(place).read().metrics();

    assertThat(running.rounds()).hasSize(2).isEqualTo(finished.rounds());
    assertThat(running.clients()).isEqualTo(finished.clients());
    assertThat(running.selected()).isNull();
  }

  /** Checks that the launcher gives this command the module that workers lack. */
  @Test
  void aServerOutOfOrderIsOneLine(ReferenceRun.Done done) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(500, -1);
          exchange.close();
        });
    server.start();
    try {
      Outcome outcome =
          track(done.run(), "--mlflow", "http://127.0.0.1:" + server.getAddress().getPort());
      outcome.exits(3).says("found the answer 500", "Read the server's log");
      assertThat(outcome.err().strip().lines()).hasSize(1);
    } finally {
      server.stop(0);
    }
  }

  @Test
  @Tag("soak")
  void aRunIsFollowedToItsEnd(ReferenceRun.Done done) throws Exception {
    TinyRun run = done.run().copy(folder.resolve("copy"));
    Started started = run.start("--rounds", "4");
    started.await(() -> Files.exists(run.folder().resolve("artifacts/.leases/run-tiny")));
    Outcome followed = track(run, "--tensorboard", "--follow").exits(0);
    started.end(Duration.ofMinutes(3)).exits(0);

    assertThat(followed.out())
        .contains("track: run tiny has finished; its rounds up to 4 are written");
    assertThat(followed.err()).contains(": rounds up to 4");
    byte[] bytes = Files.readAllBytes(run.result(FILE));
    assertThat(track(run, "--tensorboard").exits(0).err())
        .contains("already has the rounds up to 4");
    assertThat(run.result(FILE)).hasBinaryContent(bytes);
  }
}
