package org.fedmas.pipeline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.fedmas.tables.prediction.GroupedPrediction;
import org.fedmas.tables.prediction.GroupedPredictionTable;
import org.fedmas.tables.prediction.ImagePrediction;
import org.fedmas.tables.prediction.ImagePredictionTable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Tests that a run's model predicts new files as the run predicted its test images. */
@Tag("e2e")
@ExtendWith(ReferenceRun.class)
class PredictTest {

  @TempDir Path folder;

  @Test
  void aBundleElsewherePredictsTheRunsBits(ReferenceRun.Done done) throws Exception {
    List<GroupedPrediction> tested =
        GroupedPredictionTable.read(done.run().result("predictions.parquet"));
    int client = tested.get(0).prediction().client();
    List<GroupedPrediction> own =
        tested.stream().filter(row -> row.prediction().client() == client).toList();
    SampleFiles.write(
        folder.resolve("pictures"),
        own.stream().map(row -> row.prediction().imageId()).collect(Collectors.toSet()));
    Path bundle = folder.resolve("tiny.zip");
    String store = done.run().folder().resolve("artifacts").toString();
    Launcher.in(folder)
        .run("bundle", "tiny", "--artifacts", store, "--to", bundle.toString())
        .exits(0);

    Launcher.in(folder).run("predict", "tiny.zip", "pictures", "--to", "p.parquet").exits(0);

    List<ImagePrediction> predicted = ImagePredictionTable.read(folder.resolve("p.parquet"));
    assertThat(predicted).hasSameSizeAs(own);
    for (int i = 0; i < own.size(); i++) {
      assertThat(predicted.get(i).image()).isEqualTo(own.get(i).prediction().imageId() + ".png");
      assertThat(predicted.get(i).probabilities())
          .isEqualTo(own.get(i).prediction().probabilities());
      assertThat(predicted.get(i).warning()).isNull();
    }
  }

  @Test
  @Tag("soak")
  void evaluateRepeatsTheRunsScores(ReferenceRun.Done done) throws Exception {
    Outcome table = done.run().command("evaluate", "tiny", "--format", "json").exits(0);

    assertThat(table.out()).contains("balanced_accuracy");
    Launcher.in(done.run().folder())
        .run("report", bundle(done).toString(), "--out", folder.resolve("r.html").toString())
        .exits(0);
    assertThat(folder.resolve("r.html")).content().contains("tiny");
  }

  private Path bundle(ReferenceRun.Done done) throws Exception {
    Path file = folder.resolve("b.zip");
    String store = done.run().folder().resolve("artifacts").toString();
    Launcher.in(folder)
        .run("bundle", "tiny", "--artifacts", store, "--to", file.toString())
        .exits(0);
    return file;
  }
}
