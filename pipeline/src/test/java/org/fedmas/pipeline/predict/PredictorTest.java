package org.fedmas.pipeline.predict;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fedmas.tables.prediction.ImagePrediction;
import org.fedmas.tables.prediction.ImagePredictionTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictorTest {

  @TempDir Path folder;

  private final List<ImagePrediction> predicted = new ArrayList<>();
  private final List<String> skipped = new ArrayList<>();

  private void predict(List<InputImage> images) throws IOException {
    try (Predictor predictor = new Predictor(TinyModel.create(), 1)) {
      predictor.predict(
          images.iterator(),
          new PredictionListener() {
            @Override
            public void predicted(ImagePrediction prediction) {
              predicted.add(prediction);
            }

            @Override
            public void skipped(String image, String reason) {
              skipped.add(image + ": " + reason);
            }
          });
    }
  }

  @Test
  void resultsKeepTheOrderAcrossBatches() throws IOException {
    List<InputImage> images = new ArrayList<>();
    for (int i = 0; i < 70; i++) {
      String name = "%03d.png".formatted(i);
      images.add(
          InputImage.of(
              name, Pictures.write(folder.resolve(name), 32, 32, new Color(i, 99, 200 - i))));
    }

    predict(images);

    assertThat(predicted.stream().map(ImagePrediction::image))
        .containsExactlyElementsOf(images.stream().map(InputImage::name).toList());
    assertThat(predicted.get(0).probabilities()[0] + predicted.get(0).probabilities()[1])
        .isCloseTo(1, org.assertj.core.data.Offset.offset(1e-6f));
  }

  @Test
  void brokenFilesAreSkipped() throws IOException {
    Path broken = Files.write(folder.resolve("broken.png"), new byte[] {1, 2, 3});
    Path fine = Pictures.write(folder.resolve("fine.png"), 32, 32, Color.BLUE);

    predict(
        List.of(
            InputImage.of("broken", broken),
            InputImage.of("none", folder.resolve("none.png")),
            InputImage.of("fine", fine)));

    assertThat(predicted).extracting(ImagePrediction::image).containsExactly("fine");
    assertThat(skipped).hasSize(2).anyMatch(text -> text.startsWith("none: "));
  }

  @Test
  void parquetHoldsTheRows() throws IOException {
    Path file = folder.resolve("p.parquet");
    ImagePrediction row =
        new ImagePrediction("a.png", "NV", new float[] {0.25f, 0.75f}, "shorter side 8");
    try (PredictionWriter writer =
        PredictionFormat.of(file).open(file, TinyModel.create().description())) {
      writer.predicted(row);
      writer.skipped("b.png", "damaged");
    }

    assertThat(ImagePredictionTable.read(file)).containsExactly(row);
  }

  @Test
  void csvHasAColumnPerClass() throws IOException {
    Path file = folder.resolve("p.csv");
    try (PredictionWriter writer =
        PredictionFormat.of(file).open(file, TinyModel.create().description())) {
      writer.predicted(new ImagePrediction("a,b.png", "NV", new float[] {0.25f, 0.75f}, null));
    }

    assertThat(Files.readString(file).lines())
        .containsExactly(
            "image,predicted,probability_MEL,probability_NV,warning", "\"a,b.png\",NV,0.25,0.75,");
  }
}
