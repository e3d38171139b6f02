package org.fedmas.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The training input and preparation of the authors' and FLamby's code, with Pillow. */
final class Loader {

  static final String INPUT = "training input";
  static final String PREPARATION = "preprocess";

  private Loader() {}

  /** Returns whether the other side is installed. */
  static boolean isThere(Bench bench) {
    return bench.reference() != null && Python.has("torch", "torchvision", "PIL");
  }

  /** Returns a side that loads a folder and reports its best pass. */
  static Side side(Bench bench, String name, String what, Path folder, int images) {
    return new Side(
        name,
        () -> {
          Path script = Objects.requireNonNull(bench.reference()).resolve("bench_loader.py");
          for (JsonNode row :
              Python.run(
                  script,
                  1,
                  Surroundings.OF_A_USER,
                  List.of(folder.toString(), "--limit", "" + images, "--repeat", "1"))) {
            if (row.path("what").asText().equals(what)) {
              double seconds = images / row.required("images_per_cpu_second_best").doubleValue();
              return new Cost(images, seconds, Cost.UNKNOWN);
            }
          }
          throw new IllegalStateException(script + ": found no line about " + what);
        });
  }
}
