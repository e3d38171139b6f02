package org.fedmas.pipeline.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An experiments file of two methods over a small base, in one folder. */
final class TinyExperiment {

  static final String BASE =
      """
      rounds: 2
      dataset: {kind: sample, images: 120}
      image.size: 32
      model: {backbone: resnet8, weights: seeded}
      auxiliary: {network: imagenet-resnet18, weights: seeded}
      features.views: 1
      """;

  static final String METHODS =
      """
      methods:
        fedavg: {training.terms: [], aggregation.rule: avg}
        fedmas: {}
      """;

  private TinyExperiment() {}

  /** Reads the two methods with further lines of the file. */
  static Experiment read(Path folder, String... more) {
    return ExperimentFile.read(write(folder, "base: base.yaml\n" + METHODS, more));
  }

  /** Writes the base and a file with these lines. */
  static Path write(Path folder, String text, String... more) {
    try {
      Files.writeString(folder.resolve("base.yaml"), BASE);
      return Files.writeString(folder.resolve("tiny.yaml"), text + String.join("\n", more) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
