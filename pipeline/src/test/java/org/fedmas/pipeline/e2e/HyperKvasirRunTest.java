package org.fedmas.pipeline.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fedmas.tables.prediction.GroupedPrediction;
import org.fedmas.tables.prediction.GroupedPredictionTable;
import org.fedmas.tables.prediction.PredictionRow;
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
      TinyRun ofFold = run.named("fold-fold" + fold);
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

  /** Recomputes the pooled scores from the predictions of the five runs. */
  @Test
  @Tag("soak")
  void allFoldsArePooledOutOfFold() throws Exception {
    runs(1, 5);
    Outcome table =
        Launcher.in(folder)
            .run("folds --run fold --folds 1..5 --format json --artifacts artifacts".split(" ", -1))
            .exits(0);
    JsonNode row = new ObjectMapper().readTree(table.out()).at("/rows/0");
    List<PredictionRow> pooled = new ArrayList<>();
    double perFold = 0;
    for (int fold = 1; fold <= 5; fold++) {
      List<PredictionRow> rows = predictions(fold);
      pooled.addAll(rows);
      perFold += accuracy(rows) / 5;
    }

    assertThat(pooled).extracting(PredictionRow::imageId).hasSize(115).doesNotHaveDuplicates();
    assertThat(row.get("folds").intValue()).isEqualTo(5);
    assertThat(row.get("accuracy_pooled").doubleValue()).isCloseTo(accuracy(pooled), within(1e-12));
    assertThat(row.get("accuracy_over_folds").doubleValue()).isCloseTo(perFold, within(1e-12));
    double recalls = 0;
    for (int label = 0; label < 23; label++) {
      int own = label;
      recalls += accuracy(pooled.stream().filter(one -> one.label() == own).toList());
    }
    assertThat(row.get("balanced_accuracy_pooled").doubleValue())
        .isCloseTo(recalls / 23, within(1e-12));
  }

  private List<PredictionRow> predictions(int fold) throws Exception {
    return GroupedPredictionTable.read(
            new TinyRun(folder, "fold-fold" + fold).result("predictions.parquet"))
        .stream()
        .map(GroupedPrediction::prediction)
        .toList();
  }

  private static double accuracy(List<PredictionRow> rows) {
    return rows.stream().filter(one -> one.predicted() == one.label()).count()
        / (double) rows.size();
  }
}
