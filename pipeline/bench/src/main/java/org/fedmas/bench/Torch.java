package org.fedmas.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The steps of the authors' method in PyTorch. */
final class Torch {

  private static final int BATCH = 16;
  private static final String LAST = ", channels last";
  private static final String OUR_HEAP = ", our settings of malloc";

  private Torch() {}

  /**
   * Adds sides that sum the costs of the given modes: in a user's environment, there with channels
   * last, and with our launcher's settings of the heap. Adds none without PyTorch.
   */
  static void addTo(Comparison sides, Bench bench, String name, String... modes) {
    if (bench.reference() != null && Python.has("torch", "numpy")) {
      sides
          .with(name, () -> cost(bench, false, Surroundings.OF_A_USER, modes))
          .with(name + LAST, () -> cost(bench, true, Surroundings.OF_A_USER, modes))
          .with(name + OUR_HEAP, () -> cost(bench, false, Surroundings.OF_OUR_LAUNCHER, modes));
    }
  }

  /** Returns the claims about the sides of a name, with targets for the first two. */
  static Claim[] claims(String name, double target, double ofChannelsLast) {
    return new Claim[] {
      new Claim(name, target), new Claim(name + LAST, ofChannelsLast), Claim.none(name + OUR_HEAP)
    };
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
