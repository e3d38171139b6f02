package org.fedmas.bench;

import java.util.ArrayList;
import java.util.List;
import org.fedmas.contract.StageName;
import org.fedmas.pipeline.workflow.plan.PlannedUnit;

/**
 * A client's work in a round of Fed-MAS, compared with PyTorch. Fed-MAS reads stored features;
 * PyTorch runs the auxiliary network on every batch. The fixed cost of a unit (files, start of the
 * engine) is separated by training one epoch and three, because it is negligible for clients of
 * real size.
 */
final class LocalWorkBenchmark implements Benchmark {

  private static final String TORCH = "PyTorch prior + train";
  private static final int EPOCHS = 3;

  @Override
  public Finding run(Bench bench) throws Exception {
    Units once = Units.aligned(bench, 1, 1).prepared(StageName.FEATURES);
    Units thrice = Units.aligned(bench, 1, EPOCHS).prepared(StageName.FEATURES);
    PlannedUnit prior = once.unit(StageName.PRIOR);
    PlannedUnit training = once.unit(StageName.TRAINING);
    PlannedUnit longer = thrice.unit(StageName.TRAINING);
    int n = once.trainingImages();
    List<Double> fixed = new ArrayList<>();
    List<Double> priors = new ArrayList<>();
    Comparison sides =
        new Comparison()
            .with(
                "fedmas prior + training",
                () -> {
                  Cost priorCost = once.measure(prior, n);
                  Cost short1 = once.measure(training, n);
                  Cost step = thrice.measure(longer, EPOCHS * n).minus(short1).scaledTo(n);
                  fixed.add(short1.cpuSeconds() - step.cpuSeconds());
                  priors.add(priorCost.cpuPerImage());
                  return step.plus(priorCost);
                });
    Torch.addTo(sides, bench, TORCH, "train", "prior");
    once.measure(training, n);
    return sides
        .measured("image", bench.turns(), Torch.claims(TORCH, 0.35, Double.POSITIVE_INFINITY))
        .with("%d images per turn, batches of 16, ResNet-18 at 224 px, features of 2048 numbers", n)
        .with(
            "of which the prior pass, including reading its files: %s CPU-s per image",
            Spread.of(priors))
        .with(
            "fixed cost per client and round: %s CPU-s for reading and writing model and"
                + " optimiser state",
            Spread.of(fixed));
  }
}
