package org.fedmas.pipeline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    while (libraries(natives).isEmpty()) {
      assertThat(started.process().isAlive()).isTrue();
      Thread.sleep(20);
    }
    started.signal("KILL");
    started.end(Duration.ofMinutes(1)).exits(137);
    Path left = libraries(natives).get(0);

    launcher.run("version").exits(0);
    assertThat(left).doesNotExist();
    assertThat(left.getParent()).doesNotExist();
  }

  /** Shared libraries; the launcher's own probe of a folder is none and vanishes at once. */
  private static List<Path> libraries(Path natives) throws IOException {
    List<Path> libraries = new ArrayList<>();
    if (Files.exists(natives)) {
      try (var processes = Files.newDirectoryStream(natives)) {
        for (Path process : processes) {
          try (var found = Files.newDirectoryStream(process, "*.so")) {
            found.forEach(libraries::add);
          }
        }
      }
    }
    return libraries;
  }
}
