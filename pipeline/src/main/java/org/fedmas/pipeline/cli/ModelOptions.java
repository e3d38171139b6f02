package org.fedmas.pipeline.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.pipeline.bundle.OpenBundle;
import org.fedmas.pipeline.bundle.RunBundle;
import org.fedmas.pipeline.cli.progress.ProgressStyle;
import org.fedmas.pipeline.cli.progress.ShardView;
import org.fedmas.pipeline.model.DeployedModel;
import org.fedmas.pipeline.model.ModelFile;
import org.fedmas.pipeline.model.RunModels;
import org.fedmas.pipeline.model.ShardListener;
import org.fedmas.pipeline.model.StoredModel;
import org.fedmas.pipeline.workflow.Settings;
import org.fedmas.results.record.RunFolder;
import org.fedmas.results.record.RunRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that help to find and to understand a model that a command names. */
final class ModelOptions {

  @Option(
      names = "--config",
      paramLabel = "F",
      description = "Configuration of a checkpoint without a description, such as a .pth file.")
  @Nullable Path config;

  @Option(
      names = "--client",
      paramLabel = "N",
      description = "Where clients have models, heads or normalisation of their own, the client.")
  @Nullable Integer client;

  @Mixin StoreOption store = new StoreOption();

  /**
   * Returns the model that a word names: a file, a bundle, a folder of a run or artifact, or a run.
   *
   * @param classes class names of a checkpoint without a description; empty for numbers
   * @param style the display of the pass over the training images, which some runs need
   */
  DeployedModel open(String word, List<String> classes, ProgressStyle style) throws IOException {
    ShardListener progress = new ShardView(Console.log(), style);
    Path path = Path.of(word);
    if (Files.isRegularFile(path)) {
      return file(path, classes);
    }
    if (Files.isDirectory(path)) {
      return folder(path, progress);
    }
    if (ModelFile.isNamedLikeOne(path) || RunBundle.isNamedLikeOne(path)) {
      throw new MissingInputException(
          "model %s: found no such file, expected a model or a bundle. Check the path"
              .formatted(path));
    }
    Path data = Home.folder().resolve("data");
    RunFolder place = new RunFolder(RunName.checked(word), store.place(), data).recall();
    return RunModels.read(place, progress).selected(client);
  }

  private DeployedModel file(Path file, List<String> classes) throws IOException {
    if (RunBundle.isNamedLikeOne(file)) {
      try (OpenBundle bundle = OpenBundle.of(file)) {
        return bundle.model();
      }
    }
    if (!ModelFile.isNamedLikeOne(file)) {
      throw new ConfigException(
          "model %s: found another ending, expected .safetensors, .pth or .zip".formatted(file));
    }
    Optional<DeployedModel> described = ModelFile.described(file);
    if (described.isPresent()) {
      return described.get();
    }
    if (config == null) {
      throw new ConfigException(
          """
          model %s: found no description of classes and preparation, expected --config F. Name the \
          configuration that the model was trained with, or export it as .safetensors"""
              .formatted(file));
    }
    ConfigOptions options = new ConfigOptions();
    options.config = config;
    Settings settings = options.settings();
    return ModelFile.foreign(
        file,
        classes.isEmpty() ? settings.data().dataSet().knownClasses() : classes,
        settings.config());
  }

  private DeployedModel folder(Path folder, ShardListener progress) throws IOException {
    if (StoredModel.isArtifact(folder)) {
      return StoredModel.of(folder, client, progress);
    }
    if (!Files.isRegularFile(folder.resolve(RunRecord.FILE))) {
      throw new MissingInputException(
          "model %s: found a folder without run.json or manifest.json, expected a run's or an artifact's"
              .formatted(folder));
    }
    Path whole = folder.toAbsolutePath().normalize();
    Path runs = whole.getParent();
    while (runs != null && !runs.endsWith("runs")) {
      runs = runs.getParent();
    }
    if (runs == null || runs.getParent() == null) {
      throw new MissingInputException(
          "model %s: found a run outside of a store, expected artifacts/runs/NAME"
              .formatted(folder));
    }
    String name = runs.relativize(whole).toString();
    Path root = runs.getParent();
    return RunModels.read(new RunFolder(name, root, root), progress).selected(client);
  }
}
