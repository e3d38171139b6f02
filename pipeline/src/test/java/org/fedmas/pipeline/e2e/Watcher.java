package org.fedmas.pipeline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.fedmas.contract.Waiting;

/**
 * A reader of a store that others write. The reader checks that every artifact has a manifest and
 * that committed artifacts are not committed again.
 */
final class Watcher implements AutoCloseable {

  private final Set<String> halfWritten = new ConcurrentSkipListSet<>();
  private final Set<String> madeAgain = new ConcurrentSkipListSet<>();
  private final TreeMap<Path, Object> known = new TreeMap<>();
  private final Thread thread = new Thread(this::look, "watcher");
  private volatile Artifacts artifacts = new Artifacts(Path.of("nowhere"));
  private volatile boolean ended;
  private volatile long looks;

  Watcher() {
    thread.setDaemon(true);
    thread.start();
  }

  void follow(Artifacts these) {
    artifacts = these;
  }

  @Override
  public void close() throws InterruptedException {
    ended = true;
    thread.join();
    assertThat(halfWritten).isEmpty();
    assertThat(madeAgain).isEmpty();
    assertThat(looks).isPositive();
  }

  private void look() {
    while (!ended) {
      artifacts.halfWritten().forEach(path -> halfWritten.add(path.toString()));
      artifacts
          .identities()
          .forEach(
              (path, identity) -> {
                Object before = known.putIfAbsent(path, identity);
                if (before != null && !before.equals(identity)) {
                  madeAgain.add(path.toString());
                }
              });
      looks++;
      Waiting.pause(Duration.ofMillis(20));
    }
  }
}
