package org.fedmas.pipeline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of messages about unusable configurations, printed before any work. */
@Tag("e2e")
class BadConfigTest {

  @TempDir Path folder;

  @AfterEach
  void noFileIsWritten() {
    assertThat(folder.resolve("artifacts")).doesNotExist();
  }

  @Test
  void namesEveryUnknownKeyWithLineAndNearestName() throws Exception {
    String config =
        TinyRun.CONFIG
            .replace("learning-rate", "learning-rat")
            .replace("  images: 120", "  imagse: 120");

    TinyRun.in(folder, config)
        .run()
        .exits(2)
        .says("2 problems in the configuration")
        .says("tiny.yaml:6: dataset.imagse: unknown key (did you mean dataset.images?)")
        .says("tiny.yaml:19: training.learning-rat: unknown key")
        .says("did you mean training.learning-rate?");
  }

  @Test
  void namesAFoldOutsideTheOfficialSplit() throws Exception {
    TinyRun.in(folder).run("--fold", "7").exits(2).says("fold", "found 7", "official");
  }

  @Test
  void namesAnUnknownChoice() throws Exception {
    TinyRun.in(folder)
        .run("--set", "aggregation.rule=mass")
        .exits(2)
        .says("aggregation.rule", "\"mass\"", "mas, mas-inv, mas-drw, median", "did you mean mas?");
  }

  @Test
  void namesAMissingDataFolder() throws Exception {
    Launcher.in(folder)
        .run(
            "run",
            "--config",
            Launcher.root().resolve("configs/isic/fedmas.yaml").toString(),
            "--data",
            "nowhere",
            "--artifacts",
            "artifacts")
        .exits(3)
        .says("data folder nowhere", "not there", IsicFolder.LABELS, "--data");
  }

  @Test
  void namesTheBuildCommandOfAnUnbuiltCheckout() throws Exception {
    Path script = folder.resolve("empty/pipeline/fedmas");
    Files.createDirectories(script.getParent());
    Files.copy(
        Launcher.root().resolve("pipeline/fedmas"), script, StandardCopyOption.COPY_ATTRIBUTES);

    new Launcher(script, folder, Map.of())
        .run("run")
        .exits(2)
        .says("fedmas is not built; run: mvn -DskipTests package");
  }
}
