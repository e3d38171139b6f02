package org.fedmas.bench;

import org.fedmas.contract.StageName;
import org.fedmas.pipeline.workflow.plan.PlannedUnit;
import org.fedmas.tensors.Precision;

/** A step of federated averaging, compared with PyTorch in its default layout and channels last. */
final class AverageStepBenchmark implements Benchmark {

  private static final String TORCH = "PyTorch step";
  private static final int EPOCHS = 3;

  @Override
  public Finding run(Bench bench) throws Exception {
    Units once = Units.plain(bench, 1, Precision.FLOAT32).prepared(StageName.PARTITION);
    Units thrice = Units.plain(bench, EPOCHS, Precision.FLOAT32).prepared(StageName.PARTITION);
    PlannedUnit training = once.unit(StageName.TRAINING);
    PlannedUnit longer = thrice.unit(StageName.TRAINING);
    int n = once.trainingImages();
    Comparison sides =
        new Comparison()
            .with(
                "fedmas step",
                () -> {
                  Cost one = once.measure(training, n);
                  return thrice.measure(longer, EPOCHS * n).minus(one);
                });
    Torch.addTo(sides, bench, TORCH, "fedavg");
    once.measure(training, n);
    return sides
        .measured("image", bench.turns(), Torch.claims(TORCH, 1.0, Double.POSITIVE_INFINITY))
        .with(
            "fedmas also draws views and builds batches from stored pixels; PyTorch starts from a"
                + " batch");
  }
}
