package org.fedmas.pipeline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fedmas.pipeline.e2e.Launcher.Started;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Native libraries that a killed process leaves in the cache folder. */
@Tag("e2e")
class NativeLibrariesTest {

  @TempDir Path folder;

  @Test
  void theNextStartRemovesLibrariesOfAKilledOne() throws Exception {
    TinyRun.in(folder);
    Path natives = folder.resolve("cache/natives");
    Launcher launcher =
        new Launcher(
            Launcher.root().resolve("pipeline/fedmas"),
            folder,
            Map.of("FEDMAS_CACHE", folder.resolve("cache").toString()));
    Started started = launcher.start("run", "--config", "tiny.yaml", "--artifacts", "artifacts");
    while (files(natives).isEmpty()) {
      assertThat(started.process().isAlive()).isTrue();
      Thread.sleep(20);
    }
    started.signal("KILL");
    started.end(Duration.ofMinutes(1)).exits(137);
    assertThat(files(natives)).isNotEmpty();

    launcher.run("version").exits(0);
    assertThat(files(natives)).isEmpty();
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile).toList();
    }
  }
}
