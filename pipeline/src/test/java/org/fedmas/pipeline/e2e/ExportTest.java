package org.fedmas.pipeline.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.Safetensors;
import org.fedmas.tensors.checkpoint.Checkpoint;
import org.fedmas.testkit.PythonTorch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Tests of exported models, and of messages about missing ones. */
@Tag("e2e")
@ExtendWith(ReferenceRun.class)
class ExportTest {

  @TempDir Path folder;

  @Test
  void bothFormatsContainTheModelOfTheRound(ReferenceRun.Done done) throws Exception {
    JsonNode metrics =
        new ObjectMapper().readTree(Files.readAllBytes(done.run().result("metrics.json")));
    int best = metrics.at("/selected/round").intValue();
    Path pth = folder.resolve("best.pth");
    Path safetensors = folder.resolve("best.safetensors");

    assertThat(export(done, "best", pth).exits(0).out()).contains("exported round " + best);
    assertThat(export(done, Integer.toString(best), safetensors).exits(0).out())
        .contains(done.status().unit("aggregation/round-" + best).content());

    ModelState model = Safetensors.read(model(done, "aggregation/round-" + best));
    assertThat(Checkpoint.read(safetensors)).isEqualTo(model);
    assertThat(Checkpoint.read(pth)).isEqualTo(model);
    assertThat(Checkpoint.read(pth).names()).containsExactlyElementsOf(model.names());
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(pth, safetensors);
    }
  }

  @Test
  void pytorchLoadsIt(ReferenceRun.Done done) throws Exception {
    assumeThat(PythonTorch.isInstalled()).as(PythonTorch.ABSENT).isTrue();
    Path file = folder.resolve("last.pth");
    export(done, "last", file).exits(0);

    List<String> printed =
        PythonTorch.run(
            """
            import sys, torch
            for name, t in torch.load(sys.argv[1]).items():
                print(name, list(t.shape), float(t.double().sum()))
            """,
            file.toString());

    ModelState model = Safetensors.read(model(done, "aggregation/round-2"));
    assertThat(printed).hasSameSizeAs(model.names());
    int line = 0;
    for (String name : model.names()) {
      assertThat(printed.get(line++)).startsWith(name + " ");
    }
    assertThat(printed).anyMatch(text -> text.matches("bn1\\.num_batches_tracked \\[] \\d+\\.0"));
  }

  @Test
  void otherFormsAreWritten(ReferenceRun.Done done) throws Exception {
    Path onnx = folder.resolve("mean.onnx");
    assertThat(export(done, "last", onnx, "--average", "last-2").exits(0).out())
        .contains("exported the average of rounds 1 to 2");
    assertThat(onnx).isNotEmptyFile();
    Path card = folder.resolve("MODEL_CARD.md");
    export(done, "best", card).exits(0);
    assertThat(card).content().contains("model-index:", "## Known weaknesses");
    CardFigures.of(done).check(Files.readString(card));
  }

  @Test
  @Tag("soak")
  void aBundleOfMonaiIsAFolder(ReferenceRun.Done done) throws Exception {
    Path bundle = folder.resolve("F.bundle");
    export(done, "best", bundle).exits(0);
    assertThat(Checkpoint.read(bundle.resolve("models/model.pt"))).isNotNull();
    export(done, "best", bundle).exits(2).says("exists already");
    export(done, "best", bundle, "--force").exits(0);
  }

  @Test
  void anExistingFileIsKeptUnlessForced(ReferenceRun.Done done) throws Exception {
    Path file = folder.resolve("mine.pth");
    Files.writeString(file, "mine");

    export(done, "1", file).exits(2).says("mine.pth: exists already", "--force");
    assertThat(file).hasContent("mine");
    export(done, "1", file, "--force").exits(0);
    assertThat(Checkpoint.read(file))
        .isEqualTo(Checkpoint.read(model(done, "aggregation/round-1")));
  }

  @Test
  void aMissingModelIsReportedWithTheCommandThatComputesIt(ReferenceRun.Done done)
      throws Exception {
    Path file = folder.resolve("none.pth");
    export(done, "3", file)
        .exits(3)
        .says("--round 3", "has 2 rounds", "fedmas run --config", "--rounds 3");
    export(done, "last", file, "--rounds", "5")
        .exits(3)
        .says("round 5", "(computed: 2 of 5 rounds)", "fedmas run ", "--rounds 5");
    export(done, "best", file, "--set", "seed=7").exits(3).says("seed = 0", "configuration has 7");
    export(done, "worst", file)
        .exits(2)
        .says("--round worst", "best, last, pretrained or a number");
    export(done, "1", folder.resolve("model.txt")).exits(2).says(".safetensors, .pth or .pth.tar");
    Launcher.in(folder)
        .run("export", "--artifacts", "a", "--run", "none", "--round", "1", "--to", "x.pth")
        .exits(3)
        .says("run none not found in a", "fedmas run ");
    assertThat(file).doesNotExist();
  }

  /** Checks that units of an earlier configuration are listed but not exported. */
  @Test
  void roundsOfAnEarlierConfigurationAreNotExported(ReferenceRun.Done done) throws Exception {
    TinyRun run = done.run().copy(folder.resolve("copy"));
    run.run("--set", "training.learning-rate=2e-3", "--only", "preprocess").exits(0);

    Path file = folder.resolve("stale.pth");
    String[] export = {
      "export", "--artifacts", "artifacts", "--run", "tiny", "--to", file.toString()
    };
    Launcher launcher = Launcher.in(run.folder());
    launcher
        .run(Stream.concat(Stream.of(export), Stream.of("--round", "1")).toArray(String[]::new))
        .exits(3)
        .says("round 1", "(computed: 0 of 2 rounds)", "config.yaml");
    launcher
        .run(Stream.concat(Stream.of(export), Stream.of("--round", "0")).toArray(String[]::new))
        .exits(0);
    assertThat(Checkpoint.read(file)).isEqualTo(Checkpoint.read(model(done, "training/round-0")));
  }

  @Test
  void anExportedModelFitsAsStartWeights(ReferenceRun.Done done) throws Exception {
    Path file = folder.resolve("start.pth");
    export(done, "last", file).exits(0);

    Outcome inspected = Launcher.in(folder).run("checkpoint", "inspect", "start.pth").exits(0);
    assertThat(inspected.lastLine()).isEqualTo("fits: resnet8");
    JsonNode json =
        new ObjectMapper()
            .readTree(
                Launcher.in(folder)
                    .run("checkpoint", "inspect", "--format", "json", "start.pth")
                    .exits(0)
                    .out());
    assertThat(json.get("format").textValue()).isEqualTo("pytorch-zip");
    assertThat(json.get("tensors")).hasSameSizeAs(Checkpoint.read(file).names());
    assertThat(json.at("/backbones/0/name").textValue()).isEqualTo("resnet8");
    assertThat(json.at("/backbones/0/fits").booleanValue()).isTrue();
    assertThat(json.at("/backbones/1/missing")).isNotEmpty();
    done.run().command("plan", "--set", "model.weights=" + file).exits(0);
  }

  private static Outcome export(ReferenceRun.Done done, String round, Path file, String... more)
      throws Exception {
    String[] options = {"--round", round, "--to", file.toString()};
    return done.run()
        .command("export", Stream.of(options, more).flatMap(Stream::of).toArray(String[]::new));
  }

  private static Path model(ReferenceRun.Done done, String unit) {
    return done.run()
        .artifacts()
        .artifact(done.status().unit(unit).fingerprint())
        .resolve("model.safetensors");
  }
}
