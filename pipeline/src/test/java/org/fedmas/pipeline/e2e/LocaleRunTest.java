package org.fedmas.pipeline.e2e;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that a run has the same recipes under every locale. */
@Tag("e2e")
@ExtendWith(ReferenceRun.class)
class LocaleRunTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"ar, EG", "fa, IR", "tr, TR"})
  void everyUnitIsFoundAgain(String language, String country, ReferenceRun.Done done)
      throws Exception {
    TinyRun run = done.run().copy(folder.resolve("copy"));
    String java = "-Duser.language=" + language + " -Duser.country=" + country;
    new Launcher(
            Launcher.root().resolve("pipeline/fedmas"), run.folder(), Map.of("FEDMAS_JAVA", java))
        .run("run", "--config", "tiny.yaml", "--artifacts", "artifacts", "--run", "tiny")
        .did(0, done.units());
  }
}
