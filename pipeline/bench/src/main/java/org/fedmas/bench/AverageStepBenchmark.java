package org.fedmas.bench;

import java.util.ArrayList;
import java.util.List;
import org.fedmas.contract.StageName;
import org.fedmas.pipeline.workflow.plan.PlannedUnit;

/** A step of federated averaging, compared with PyTorch in its default layout and channels last. */
final class AverageStepBenchmark implements Benchmark {

  private static final String TORCH = "PyTorch step";
  private static final String TORCH_OUR_HEAP = TORCH + ", our settings of malloc";
  private static final String TORCH_LAST = "PyTorch step, channels last";
  private static final int EPOCHS = 3;

  @Override
  public String name() {
    return "fedavg";
  }

  @Override
  public Finding run(Bench bench) throws Exception {
    Units once = Units.plain(bench, 1).prepared(StageName.PARTITION);
    Units thrice = Units.plain(bench, EPOCHS).prepared(StageName.PARTITION);
    PlannedUnit training = once.unit(StageName.TRAINING);
    PlannedUnit longer = thrice.unit(StageName.TRAINING);
    int n = once.trainingImages();
    List<Side> sides = new ArrayList<>();
    sides.add(
        new Side(
            "fedmas step",
            () -> {
              Cost one = once.measure(training, n);
              return thrice.measure(longer, EPOCHS * n).minus(one);
            }));
    if (Torch.isThere(bench)) {
      sides.add(Torch.side(bench, TORCH, false, "fedavg"));
      sides.add(Torch.side(bench, TORCH_LAST, true, "fedavg"));
      sides.add(Torch.sideInOurSurroundings(bench, TORCH_OUR_HEAP, "fedavg"));
    }
    once.measure(training, n);
    return Finding.interleaved(
            name(),
            "image",
            bench.turns(),
            sides,
            List.of(new Claim(TORCH, 1.0), Claim.none(TORCH_LAST), Claim.none(TORCH_OUR_HEAP)))
        .with(
            "fedmas also draws views and builds batches from stored pixels; PyTorch starts from a batch");
  }
}
