package org.fedmas.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.fedmas.contract.config.ConfigProblems;
import org.fedmas.contract.config.ConfigSource;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.pipeline.model.DeployedModel;
import org.fedmas.pipeline.model.InputStatistics;
import org.fedmas.pipeline.model.ModelDescription;
import org.fedmas.pipeline.model.ModelFile;
import org.fedmas.pipeline.workflow.Settings;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tensors.checkpoint.PytorchStateDict;
import org.fedmas.tensors.config.ModelSettings;
import org.fedmas.tensors.network.layer.SeededInitialisation;

/**
 * The command {@code predict} with ResNet-18 at 224 pixels, compared with PyTorch and Pillow: the
 * same files, the same values of the network, one process, equal threads of the engine. The start
 * of either program is taken out by two numbers of images. The first prediction, start of Java
 * included, is measured by itself.
 */
final class PredictBenchmark implements Benchmark {

  private static final String OURS = "fedmas predict";
  private static final String TORCH = "PyTorch, Pillow";

  /** The least images per second as a share of the other side's. */
  private static final double THROUGHPUT = 0.9;

  private static final double FIRST_SECONDS = 3;
  private static final int CLASSES = 8;
  private static final int BATCH = 16;
  private static final int SIDE = 224;

  /** Statistics of training images that no picture is far from. */
  private static final InputStatistics USUAL =
      new InputStatistics(
          1000,
          List.of(9.5, 0.2, 0.5, 0.5, 0.5, 0.2, 0.2, 0.2),
          List.of(1.0, 0.2, 0.25, 0.25, 0.25, 0.1, 0.1, 0.1));

  private static final String CONFIG =
      """
      dataset: {kind: manifest}
      split: {kind: random}
      image: {size: 224}
      model: {backbone: resnet18, weights: seeded}
      training: {terms: []}
      aggregation: {rule: avg}
      engine: {threads: %s}
      """;

  @Override
  public Finding run(Bench bench) throws Exception {
    Path folder = Files.createDirectories(bench.work().resolve("predict"));
    List<Path> real = RealPictures.of(bench);
    List<Path> pictures =
        real.isEmpty() ? GeneratedPictures.write(folder.resolve("pictures")) : real;
    Path model = folder.resolve("model.safetensors");
    Path checkpoint = folder.resolve("model.pth");
    DeployedModel deployed = model(bench.threads());
    ModelFile.write(model, deployed);
    PytorchStateDict.write(checkpoint, deployed.state());
    int few = bench.quick() ? 2 * BATCH : 4 * BATCH;
    int many = 4 * few;
    Path small = links(pictures, few, folder.resolve("few"));
    Path large = links(pictures, many, folder.resolve("many"));
    Path rows = folder.resolve("ours.csv");
    Comparison sides =
        new Comparison()
            .with(
                OURS,
                () ->
                    predict(model, large, rows)
                        .cost(many)
                        .minus(predict(model, small, rows).cost(few)));
    if (Python.has("torch", "torchvision", "PIL")) {
      Path script = TorchVision.script(bench.work());
      sides.with(
          TORCH,
          () ->
              torch(bench, script, checkpoint, large)
                  .cost(many)
                  .minus(torch(bench, script, checkpoint, small).cost(few)));
    }
    predict(model, small, rows).seconds();
    Finding finding =
        sides
            .measured("image", bench.turns(), Claim.none(TORCH))
            .withTime(OURS, new Claim(TORCH, 1 / THROUGHPUT))
            .with(
                "%s pictures, %d and %d images, batches of %d",
                real.isEmpty() ? "generated" : "real", few, many, BATCH);
    Path one = pictures.get(0);
    finding = first(finding, bench, "an exported file", predict(model, one, rows));
    Path store = bench.work().resolve("predict-run");
    LongRun.fill(store);
    String[] run = {"run", "--rounds", "" + LongRun.ROUNDS, "--artifacts", store.toString()};
    Program.fedmas(run).seconds();
    return first(
        finding,
        bench,
        "a run of %s rounds".formatted(LongRun.ROUNDS),
        predict(store.resolve("runs").resolve(LongRun.NAME), one, rows));
  }

  private static DeployedModel model(int threads) {
    ConfigSource source =
        ConfigSource.yaml("bench.yaml", CONFIG.formatted(threads), new ConfigProblems());
    List<String> classes = new ArrayList<>();
    for (int i = 0; i < CLASSES; i++) {
      classes.add("class" + i);
    }
    ModelDescription description =
        ModelDescription.of(classes, Settings.read(source).config(), "sha256:00", USUAL);
    ModelSettings network = description.network();
    ModelState state =
        SeededInitialisation.of(
            network.head().layout(network.backbone(), CLASSES), RandomKey.of(1).with("bench"));
    return new DeployedModel(description, state);
  }

  /** Returns a new folder with links to the pictures, again and again. */
  private static Path links(List<Path> pictures, int count, Path folder) throws IOException {
    Files.createDirectories(folder);
    for (int i = 0; i < count; i++) {
      Files.createSymbolicLink(
          folder.resolve(String.format(Locale.ROOT, "%04d.jpg", i)),
          pictures.get(i % pictures.size()).toRealPath());
    }
    return folder;
  }

  private static Program predict(Path model, Path images, Path target) {
    return Program.fedmas(
        "predict", "" + model, "" + images, "--to", "" + target, "--force", "--progress", "none");
  }

  private static Program torch(Bench bench, Path script, Path checkpoint, Path images) {
    return Python.program(
        script,
        bench.threads(),
        List.of(
            "--mode",
            "predict",
            "--weights",
            checkpoint.toString(),
            "--images",
            images.toString(),
            "--to",
            bench.work().resolve("theirs.csv").toString(),
            "--batch",
            "" + BATCH,
            "--side",
            "" + SIDE,
            "--threads",
            "" + bench.threads()));
  }

  private static Finding first(Finding finding, Bench bench, String of, Program program)
      throws IOException, InterruptedException {
    program.seconds();
    Spread seconds = program.seconds(bench.turns());
    return finding.with(
        "one image with the model of %s: %s s by the clock, target below %.0f: %s",
        of, seconds, FIRST_SECONDS, Claim.verdict(seconds.median() < FIRST_SECONDS));
  }
}
