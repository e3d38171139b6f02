package org.fedmas.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fedmas.contract.StageName;
import org.fedmas.pipeline.workflow.plan.PlannedUnit;

/**
 * The composition of a client's round at 224 px with stored features. The wall-clock time of the
 * prior and training units is divided by sampling the stack of their thread. Time outside of input,
 * forward, backward and optimiser hardly depends on the number of images.
 */
final class RoundBenchmark implements Benchmark {

  private static final double LARGEST_SHARE = 0.05;

  @Override
  public Finding run(Bench bench) throws Exception {
    Units units = Units.aligned(bench, 1, 1).prepared(StageName.FEATURES);
    PlannedUnit prior = units.unit(StageName.PRIOR);
    PlannedUnit training = units.unit(StageName.TRAINING);
    int n = units.trainingImages();
    Map<WorkPart, List<Double>> seconds = new TreeMap<>();
    // warm up: load and compile classes
    units.measure(prior, n);
    units.measure(training, n);
    for (int turn = 0; turn < bench.turns(); turn++) {
      StackSampler sampler = new StackSampler();
      Cost cost;
      try (sampler) {
        cost = units.measure(prior, n).plus(units.measure(training, n));
      }
      double all = sampler.seen().values().stream().mapToInt(Integer::intValue).sum();
      for (WorkPart part : WorkPart.values()) {
        double share = sampler.seen().getOrDefault(part, 0) / all;
        seconds.computeIfAbsent(part, any -> new ArrayList<>()).add(share * cost.wallSeconds());
      }
    }
    Finding finding =
        new Finding().with("prior and training of one client, %d images, seconds by the clock:", n);
    double inside = 0;
    double outside = 0;
    for (Map.Entry<WorkPart, List<Double>> part : seconds.entrySet()) {
      Spread spread = Spread.of(part.getValue());
      finding = finding.with("  %-62s %s", part.getKey().text(), spread);
      if (part.getKey() == WorkPart.OUTSIDE) {
        outside = spread.median();
      } else {
        inside += spread.median() / n;
      }
    }
    for (int images : new int[] {n, 500, 3000}) {
      double share = outside / (outside + images * inside);
      finding =
          finding.with(
              "outside with %d images: %.3g s, %.2g %% of the client's round, target below %.0f %%"
                  + " and 0.5 s: %s",
              images,
              outside,
              100 * share,
              100 * LARGEST_SHARE,
              Claim.verdict(share < LARGEST_SHARE && outside < 0.5));
    }
    return finding;
  }
}
