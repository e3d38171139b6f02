package org.fedmas.pipeline.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the ISIC configuration on real images at full size. */
@Tag("e2e")
class RealImagesTest {

  @TempDir Path folder;

  @Test
  void aRoundRunsOnASubset() throws Exception {
    String isic = System.getProperty("fedmas.isic", "");
    assumeFalse(isic.isEmpty(), "no folder of real images: -Dfedmas.isic=DIR names one");

    Outcome outcome =
        Launcher.in(folder)
            .run(
                Duration.ofMinutes(9),
                "run",
                "--config",
                Launcher.root().resolve("configs/isic/fedmas.yaml").toString(),
                "--data",
                Path.of(isic).toAbsolutePath().toString(),
                "--artifacts",
                "artifacts",
                "--run",
                "real",
                "--rounds",
                "1",
                "--set",
                "features.views=1",
                "--set",
                "dataset.missing-images=skip",
                "--set",
                "model.weights=seeded",
                "--set",
                "auxiliary.weights=seeded")
            .exits(0);

    outcome.says("missing images are skipped");
    assertThat(outcome.lastLine()).startsWith("done: ");
    Path results = folder.resolve("artifacts/runs/real");
    MetricsForm.check(
        new ObjectMapper().readTree(Files.readAllBytes(results.resolve("metrics.json"))), 1);
    assertThat(results.resolve("report.html")).isNotEmptyFile();
  }
}
