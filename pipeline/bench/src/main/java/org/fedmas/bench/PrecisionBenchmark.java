package org.fedmas.bench;

import org.fedmas.contract.StageName;
import org.fedmas.pipeline.workflow.plan.PlannedUnit;
import org.fedmas.tensors.Precision;

/** A step of federated averaging with convolutions in bfloat16, compared with float32. */
final class PrecisionBenchmark implements Benchmark {

  private static final String FLOAT32 = "fedmas step, float32";
  private static final int EPOCHS = 3;
  private static final double TARGET = 0.6;

  @Override
  public Finding run(Bench bench) throws Exception {
    if (!Precision.BFLOAT16.isSupported()) {
      return steps(new Comparison(), FLOAT32, bench, Precision.FLOAT32)
          .measured("image", bench.turns())
          .with("bfloat16 was not measured: the processor has no instructions for it");
    }
    Comparison sides = steps(new Comparison(), "fedmas step, bfloat16", bench, Precision.BFLOAT16);
    return steps(sides, FLOAT32, bench, Precision.FLOAT32)
        .measured("image", bench.turns(), new Claim(FLOAT32, TARGET))
        .with("batches of 16, ResNet-18 at 224 px, views and batches included");
  }

  private static Comparison steps(Comparison sides, String name, Bench bench, Precision precision)
      throws Exception {
    Units once = Units.plain(bench, 1, precision).prepared(StageName.PARTITION);
    Units thrice = Units.plain(bench, EPOCHS, precision).prepared(StageName.PARTITION);
    PlannedUnit training = once.unit(StageName.TRAINING);
    PlannedUnit longer = thrice.unit(StageName.TRAINING);
    int n = once.trainingImages();
    once.measure(training, n);
    return sides.with(
        name,
        () -> {
          Cost one = once.measure(training, n);
          return thrice.measure(longer, EPOCHS * n).minus(one);
        });
  }
}
