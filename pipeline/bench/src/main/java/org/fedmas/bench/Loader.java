package org.fedmas.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;

/** The training input and preparation of the authors' and FLamby's code, with Pillow. */
final class Loader {

  static final String INPUT = "training input";
  static final String PREPARATION = "preprocess";

  private Loader() {}

  /** Adds a side that loads the real pictures and reports its best pass, where both are there. */
  static void addTo(Comparison sides, Bench bench, String name, String what) throws Exception {
    int images = RealPictures.of(bench).size();
    if (images == 0 || bench.reference() == null || !Python.has("torch", "torchvision", "PIL")) {
      return;
    }
    Path script = bench.reference().resolve("bench_loader.py");
    List<String> arguments =
        List.of(RealPictures.folder(bench).toString(), "--limit", "" + images, "--repeat", "1");
    sides.with(
        name,
        () -> {
          for (JsonNode row : Python.run(script, 1, Surroundings.OF_A_USER, arguments)) {
            if (row.path("what").asText().equals(what)) {
              double seconds = images / row.required("images_per_cpu_second_best").doubleValue();
              return new Cost(images, seconds, Cost.UNKNOWN);
            }
          }
          throw new IllegalStateException(script + ": found no line about " + what);
        });
  }
}
