package org.fedmas.pipeline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fedmas.testkit.KvasirFolder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of whole runs on a generated tree in HyperKvasir's layout. */
class HyperKvasirRunTest {

  private static final int IMAGES_PER_CLASS = 5;

  private static final String CONFIG =
      TinyRun.CONFIG
              .replace("  kind: sample\n  images: 120\n", "  kind: hyper-kvasir\n")
              .replace("rounds: 2", "rounds: 1")
          + """
          partition:
            kind: dirichlet
            alpha: 0.5
            clients: 4
          """;

  @TempDir Path folder;

  private void runs(int first, int last) throws Exception {
    KvasirFolder.in(Files.createDirectories(folder.resolve("data")), IMAGES_PER_CLASS);
    TinyRun run = TinyRun.in(folder, CONFIG);
    Outcome counts =
        Launcher.in(folder)
            .run("data", "counts", "--config", "tiny.yaml", "--data", "data")
            .exits(0);
    assertThat(counts.out()).contains("hemorroids", "115 images");
    for (int fold = first; fold <= last; fold++) {
      TinyRun ofFold = run.named("fold-" + fold);
      ofFold.run("--data", "data", "--fold", String.valueOf(fold)).exits(0);
      assertThat(ofFold.result("report.html")).isNotEmptyFile();
      JsonNode metrics =
          new ObjectMapper().readTree(Files.readAllBytes(ofFold.result("metrics.json")));
      MetricsForm.check(metrics, 1);
      assertThat(metrics.get("classes")).hasSize(23);
      assertThat(metrics.get("clients")).hasSize(4);
      int test = 0;
      for (JsonNode client : metrics.get("clients")) {
        test += client.at("/images/test").intValue();
      }
      assertThat(test).isEqualTo(23);
    }
  }

  @Test
  @Tag("e2e")
  void theFirstFoldEndsInAReport() throws Exception {
    runs(1, 1);
  }

  @Test
  @Tag("soak")
  void theOtherFoldsEndInReports() throws Exception {
    runs(2, 5);
  }
}
