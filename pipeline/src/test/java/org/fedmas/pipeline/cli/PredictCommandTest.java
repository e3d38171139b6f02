package org.fedmas.pipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fedmas.pipeline.model.ModelFile;
import org.fedmas.pipeline.predict.Pictures;
import org.fedmas.pipeline.predict.TinyModel;
import org.fedmas.tensors.checkpoint.PytorchStateDict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of {@code predict} and {@code evaluate} with files of models. */
class PredictCommandTest {

  @TempDir Path folder;

  private Path model = Path.of("");
  private Path config = Path.of("");
  private Path table = Path.of("");

  @BeforeEach
  void writeInputs() throws IOException {
    model = folder.resolve("model.safetensors");
    ModelFile.write(model, TinyModel.create());
    config = Files.writeString(folder.resolve("tiny.yaml"), TinyModel.CONFIG);
    StringBuilder rows = new StringBuilder("image,label,client\n");
    for (int i = 0; i < 12; i++) {
      Pictures.write(
          folder.resolve("images/%02d.png".formatted(i)), 40, 40, new Color(i * 9, 80, 90));
      rows.append("%02d,%s,%s\n".formatted(i, i % 2 == 0 ? "MEL" : "NV", i % 3 == 0 ? "A" : "B"));
    }
    table = Files.writeString(folder.resolve("manifest.csv"), rows.toString());
  }

  private Said predict(Path from, String input, String to, String... more) {
    String[] words = {
      "predict",
      from.toString(),
      folder.resolve(input).toString(),
      "--to",
      folder.resolve(to).toString(),
      "--progress",
      "none"
    };
    return Said.by(
        java.util.stream.Stream.of(words, more)
            .flatMap(java.util.Arrays::stream)
            .toArray(String[]::new));
  }

  @Test
  void everyFileFormatOfAModelPredictsAlike() throws IOException {
    Path pth = folder.resolve("model.pth");
    PytorchStateDict.write(pth, TinyModel.create().state());

    Said ours = predict(model, "images", "a.csv");
    Said foreign = predict(pth, "images", "b.csv", "--config", config.toString());

    assertThat(ours.error() + ours.code()).endsWith("0");
    assertThat(ours.out()).contains("predicted 12 images", "0 skipped");
    assertThat(foreign.code()).isZero();
    assertThat(folder.resolve("b.csv")).hasSameTextualContentAs(folder.resolve("a.csv"));
  }

  @Test
  void aCheckpointWithoutConfigurationIsRefused() throws IOException {
    Path pth = folder.resolve("model.pth");
    PytorchStateDict.write(pth, TinyModel.create().state());

    Said said = predict(pth, "images", "a.csv");

    assertThat(said.code()).isEqualTo(2);
    assertThat(said.error()).contains("found no description of classes", "--config F");
  }

  @Test
  void brokenImagesAreReportedAndSkipped() throws IOException {
    Files.write(folder.resolve("images/05.png"), new byte[] {1});

    Said said = predict(model, "images", "a.json");

    assertThat(said.code()).isEqualTo(3);
    assertThat(said.error()).contains("skipped 05.png: ", "1 of 12 images could not be read");
    assertThat(folder.resolve("a.json"))
        .content()
        .contains("\"skipped\"", "\"image\" : \"05.png\"");
  }

  @Test
  void damagedModelsHaveOneMessage() throws IOException {
    byte[] bytes = Files.readAllBytes(model);
    Files.write(model, java.util.Arrays.copyOf(bytes, bytes.length / 2));

    Said said = predict(model, "images", "a.csv");

    assertThat(said.code()).isEqualTo(4);
    assertThat(said.errorLines()).hasSize(1);
    assertThat(folder.resolve("a.csv")).doesNotExist();
  }

  @Test
  void evaluateShowsModelsAndClients() throws IOException {
    Path scores = folder.resolve("scores.json");
    Said said =
        Said.by(
            "evaluate",
            model.toString(),
            "--config",
            config.toString(),
            "--data",
            folder.toString(),
            "--to",
            scores.toString(),
            "--progress",
            "none");

    assertThat(said.error() + said.code()).endsWith("0");
    assertThat(said.out())
        .contains("Evaluation of 1 model", "Balanced accuracy per client", "A", "B", "MEL");
    assertThat(scores).content().contains("\"balanced_accuracy\"", "\"per_client\"");
  }

  @Test
  void unknownClassesAreNamed() throws IOException {
    Files.writeString(table, "image,label\n00,other\n01,NV\n");
    Files.writeString(config, TinyModel.CONFIG.replace("[MEL, NV]", "[other, NV]"));
    String[] evaluate = {
      "evaluate",
      model.toString(),
      "--config",
      config.toString(),
      "--data",
      folder.toString(),
      "--progress",
      "none"
    };

    Said said = Said.by(evaluate);

    assertThat(said.code()).isEqualTo(2);
    assertThat(said.error()).contains("class other of the data", "--map other=CLASS");
    assertThat(
            Said.by(
                    java.util.stream.Stream.concat(
                            java.util.Arrays.stream(evaluate),
                            java.util.stream.Stream.of("--map", "other=MEL"))
                        .toArray(String[]::new))
                .code())
        .isZero();
  }
}
