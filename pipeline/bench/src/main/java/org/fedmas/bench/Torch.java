package org.fedmas.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The steps of the authors' method in PyTorch. */
final class Torch {

  static final int BATCH = 16;

  private Torch() {}

  /** Returns whether PyTorch is installed. */
  static boolean isThere(Bench bench) {
    return bench.reference() != null && Python.has("torch", "numpy");
  }

  /** Returns a side that sums the costs of the given modes in a user's environment. */
  static Side side(Bench bench, String name, boolean channelsLast, String... modes) {
    return new Side(name, () -> cost(bench, channelsLast, Surroundings.OF_A_USER, modes));
  }

  /** Returns a side with our launcher's settings of the heap, in PyTorch's default layout. */
  static Side sideInOurSurroundings(Bench bench, String name, String... modes) {
    return new Side(name, () -> cost(bench, false, Surroundings.OF_OUR_LAUNCHER, modes));
  }

  private static Cost cost(
      Bench bench, boolean channelsLast, Surroundings surroundings, String... modes)
      throws Exception {
    int steps = bench.quick() ? 2 : 4;
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--batch", "" + BATCH, "--threads", "" + bench.threads(), "--steps", "" + steps));
    if (channelsLast) {
      arguments.add("--channels-last");
    }
    arguments.add("--mode");
    arguments.addAll(List.of(modes));
    Path script = Objects.requireNonNull(bench.reference()).resolve("bench_torch.py");
    Cost sum = new Cost(BATCH, 0, 0);
    for (JsonNode row : Python.run(script, bench.threads(), surroundings, arguments)) {
      sum =
          sum.plus(
              new Cost(
                  BATCH,
                  row.required("cpu_seconds_per_step").doubleValue(),
                  row.required("seconds_per_step_mean").doubleValue()));
    }
    return sum;
  }
}
