package org.fedmas.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The features of an encoder and the step of pretraining in PyTorch, by a script of the project's
 * own.
 *
 * @param mode {@code vit} or {@code moco}
 * @param batch images per step
 * @param side both sides of the images in pixels
 */
record TorchVision(String mode, int batch, int side) {

  private static final String SCRIPT = "bench_vision.py";

  /** Adds this side; adds none without PyTorch. */
  void addTo(Comparison sides, Bench bench, String name) throws IOException {
    if (Python.has("torch")) {
      Path script = script(bench.work());
      sides.with(name, () -> cost(bench, script));
    }
  }

  private Cost cost(Bench bench, Path script) throws IOException {
    List<String> arguments =
        List.of(
            "--mode",
            mode,
            "--batch",
            "" + batch,
            "--side",
            "" + side,
            "--threads",
            "" + bench.threads(),
            "--steps",
            bench.quick() ? "2" : "4");
    JsonNode row = Python.run(script, bench.threads(), Surroundings.OF_A_USER, arguments).get(0);
    return new Cost(
        batch,
        row.required("cpu_seconds_per_step").doubleValue(),
        row.required("seconds_per_step_mean").doubleValue());
  }

  /** Returns the script as a file, which the interpreter needs. */
  static Path script(Path folder) throws IOException {
    Path file = folder.resolve(SCRIPT);
    if (!Files.exists(file)) {
      try (InputStream in = TorchVision.class.getResourceAsStream(SCRIPT)) {
        if (in == null) {
          throw new IllegalStateException("the build left out " + SCRIPT);
        }
        Files.copy(in, file);
      }
    }
    return file;
  }
}
