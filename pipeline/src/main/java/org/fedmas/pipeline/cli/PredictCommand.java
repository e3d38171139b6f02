package org.fedmas.pipeline.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.contract.error.ExitCode;
import org.fedmas.pipeline.cli.progress.PredictView;
import org.fedmas.pipeline.cli.progress.ProgressStyle;
import org.fedmas.pipeline.model.DeployedModel;
import org.fedmas.pipeline.model.InputStatistics;
import org.fedmas.pipeline.predict.InputImage;
import org.fedmas.pipeline.predict.InputImages;
import org.fedmas.pipeline.predict.PredictionFormat;
import org.fedmas.pipeline.predict.PredictionWriter;
import org.fedmas.pipeline.predict.Predictor;
import org.fedmas.store.file.DurableFiles;
import org.fedmas.tensors.EngineLoading;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "predict",
    description = {
      "Predicts the classes of images with a trained model.",
      "MODEL is a run (its selected round), the folder of a run or of a global model, an exported"
          + " .safetensors file, a .pth file with --config, or a bundle."
    })
final class PredictCommand implements Callable<ExitCode> {

  @Parameters(index = "0", paramLabel = "MODEL", description = "The model.")
  String model = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "FILE|FOLDER|F.csv",
      description = "Images, folders of images, or tables with the column image.")
  List<Path> inputs = new ArrayList<>();

  @Option(
      names = "--to",
      paramLabel = "F",
      required = true,
      description = "Output file; its ending, .csv, .parquet or .json, selects the format.")
  Path target = Path.of("");

  @Option(
      names = "--images",
      paramLabel = "DIR",
      description =
          "Folder of the images of tables (default: images/ beside the table, or its folder).")
  @Nullable Path images;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "Threads of the engine (default: those of the run); others may change last bits.")
  @Nullable Integer threads;

  @Option(names = "--force", description = "Replace an existing file.")
  boolean force;

  @Option(
      names = "--progress",
      paramLabel = "auto|plain|none",
      description = "Progress display (default: auto).")
  String progress = "auto";

  @Mixin ModelOptions options = new ModelOptions();

  @Override
  public ExitCode call() throws Exception {
    ProgressStyle style = ProgressStyle.of(progress);
    PredictionFormat format = PredictionFormat.of(target);
    OutputFile.requireFree(target, force);
    if (threads != null && (threads < 1 || threads > 256)) {
      throw new ConfigException("--threads %s: expected a number from 1 to 256".formatted(threads));
    }
    try (EngineLoading loading = EngineLoading.start()) {
      DeployedModel opened = options.open(model, List.of(), style);
      return predict(opened, format, style);
    }
  }

  private ExitCode predict(DeployedModel opened, PredictionFormat format, ProgressStyle style)
      throws IOException {
    List<InputImage> found = InputImages.of(inputs, images);
    PredictView view = new PredictView(Console.log(), style, found.size(), "");
    long start = System.nanoTime();
    try (Predictor predictor =
        new Predictor(opened, threads == null ? opened.description().threads() : threads)) {
      DurableFiles.local()
          .replace(
              target,
              temporary -> {
                try (PredictionWriter writer = format.open(temporary, opened.description())) {
                  predictor.predict(found.iterator(), view.before(writer));
                }
              });
    } finally {
      view.ends();
    }
    report(opened, view, (System.nanoTime() - start) / 1e9);
    return view.skippedImages() == 0 ? ExitCode.DONE : ExitCode.MISSING_INPUT;
  }

  private void report(DeployedModel opened, PredictView view, double seconds) throws IOException {
    if (opened.description().inputs() == null) {
      Console.log()
          .println(
              "warnings: no image was compared with the training images, since the model comes"
                  + " without their statistics");
    }
    if (view.warned() > 0) {
      Console.log()
          .println(
              "warnings: %s of %s, see the field warning; %s"
                  .formatted(
                      view.warned(), images(view.predictedImages()), InputStatistics.rule()));
    }
    if (view.skippedImages() > 0) {
      Console.error(
          "%s of %s could not be read and have no prediction; see the lines above"
              .formatted(
                  view.skippedImages(), images(view.skippedImages() + view.predictedImages())));
    }
    Console.out(
        String.format(
            Locale.ROOT,
            "predicted %s to %s: %d with warnings, %d skipped, model %s, %.1f images/s",
            images(view.predictedImages()),
            target,
            view.warned(),
            view.skippedImages(),
            opened.description().origin(),
            view.predictedImages() / seconds));
  }

  private static String images(int count) {
    return count == 1 ? "1 image" : count + " images";
  }
}
