package org.fedmas.pipeline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fedmas.pipeline.cli.Said;
import org.fedmas.preprocess.dataset.SampleDataSet;
import org.fedmas.preprocess.dataset.SourceImage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Tests that nothing personal is in what a run hands to others. */
@ExtendWith(ReferenceRun.class)
class DisclosureTest {

  @TempDir Path folder;

  private Path out() throws Exception {
    return Files.createDirectories(folder.resolve("out"));
  }

  private static void command(String... words) {
    Said said = Said.by(words);
    assertThat(said.code()).as(said.out() + said.error()).isZero();
  }

  /** Writes every form that leaves: bundle, card, models, crate, card of the data, report. */
  private void handOver(TinyRun run, Path config, Path data) throws Exception {
    String store = run.folder().resolve("artifacts").toString();
    for (String name : List.of("MODEL_CARD.md", "m.safetensors", "m.onnx", "m.pth", "m.bundle")) {
      command(
          "export",
          "--artifacts",
          store,
          "--run",
          run.name(),
          "--round",
          "best",
          "--to",
          out().resolve(name).toString());
    }
    Files.copy(out().resolve("MODEL_CARD.md"), run.result("MODEL_CARD.md"));
    command(
        "bundle", run.name(), "--artifacts", store, "--to", out().resolve("run.zip").toString());
    Files.delete(run.result("MODEL_CARD.md"));
    command(
        "report", out().resolve("run.zip").toString(), "--out", out().resolve("r.html").toString());
    command(
        "lineage",
        "export",
        "--artifacts",
        store,
        "--run",
        run.name(),
        "--to",
        out().resolve("crate").toString());
    command(
        "data",
        "card",
        "--config",
        config.toString(),
        "--data",
        data.toString(),
        "--to",
        out().resolve("croissant.json").toString());
  }

  private static JsonNode metrics(Path file) throws Exception {
    return new ObjectMapper().readTree(file.toFile());
  }

  @Test
  @Tag("e2e")
  void noImageLesionPathOrSmallCellLeaves(ReferenceRun.Done done) throws Exception {
    List<String> words = new ArrayList<>(List.of(done.run().folder().toString(), "data:image"));
    for (SourceImage image : SampleFiles.dataSet().images()) {
      words.add(image.imageId());
      words.add(image.lesionId());
    }
    TinyRun run = done.run().copy(folder.resolve("copy"));
    words.add(run.folder().toString());

    handOver(run, run.folder().resolve("tiny.yaml"), folder);

    Disclosure found = Disclosure.of(out());
    assertThat(found.files()).containsKeys("run.zip!metrics.json", "run.zip!MODEL_CARD.md");
    found.requireAbsent(words);
    found.requireLargeCells();
    assertThat(metrics(run.result("metrics.json")).at("/selected/test/confusion").toString())
        .doesNotContain("null");
    JsonNode hidden = new ObjectMapper().readTree(found.files().get("run.zip!metrics.json"));
    assertThat(hidden.at("/selected/test/confusion").toString()).contains("null");
  }

  /** Tests patients, attributes, thumbnails and a data folder with an absolute path. */
  @Test
  @Tag("soak")
  void noPatientAttributeOrThumbnailLeaves() throws Exception {
    Path data = Files.createDirectories(folder.resolve("secret-hospital"));
    StringBuilder table = new StringBuilder("image,label,client,group,ward\n");
    List<String> words = new ArrayList<>(List.of(data.toString(), "secret-hospital", "data:image"));
    int i = 0;
    SampleDataSet sample = SampleFiles.dataSet();
    for (SourceImage image : sample.images()) {
      String name = "IMAGE-OF-%05d".formatted(i);
      String patient = "PATIENT-%05d".formatted(i / 2);
      SampleFiles.write(data.resolve("images/" + name + ".png"), sample.pixels(image));
      table.append(
          "%s,kind-%s,site-%s,%s,ward-%s\n".formatted(name, i % 3, i % 2, patient, i % 40));
      words.add(name);
      words.add(patient);
      words.add("ward-" + i % 40);
      i++;
    }
    Files.writeString(data.resolve("manifest.csv"), table);
    TinyRun run =
        TinyRun.in(
            folder.resolve("run"),
            TinyRun.CONFIG
                    .replace("  kind: sample\n  images: 120\n", "  kind: manifest\n")
                    .replace("rounds: 2", "rounds: 1")
                + "split: {kind: lesion}\nreport: {images: true}\n");
    run.run("--data", data.toString()).exits(0);
    words.add(run.folder().toString());

    handOver(run, run.folder().resolve("tiny.yaml"), data);

    Disclosure found = Disclosure.of(out());
    found.requireAbsent(words);
    found.requireLargeCells();
  }
}
