package org.fedmas.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.engine.Engine;
import java.util.Map;
import org.fedmas.tensors.ComputeDevice;
import org.fedmas.tensors.network.layer.TensorSpec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A client's round on a GPU against the same round on the CPU. */
@Tag("gpu")
class GpuRoundTest {

  /** Tolerance of float32 sums in another order, through steps of an adaptive optimiser. */
  private static final double TOLERANCE = 2e-3;

  @Test
  void aRoundEqualsThatOfTheCpuUpToRounding() {
    assumeTrue(
        Engine.getEngine("PyTorch").getGpuCount() > 0,
        "skipped: the engine sees no GPU (docs/gpu.md)");
    LocalRun run = new LocalRun(Map.of("training.learning-rate", "1e-3"));
    LocalRun.Trained cpu = run.train(null, 1, 6);
    LocalRun.Trained gpu = run.on(ComputeDevice.GPU).train(null, 1, 6);
    assertThat(gpu.loss()).isCloseTo(cpu.loss(), within(TOLERANCE * cpu.loss()));
    for (TensorSpec spec : run.layout().parameters()) {
      float[] ours = gpu.model().tensor(spec.name()).floats();
      float[] theirs = cpu.model().tensor(spec.name()).floats();
      double difference = 0;
      double length = 0;
      for (int i = 0; i < ours.length; i++) {
        difference += Math.pow((double) ours[i] - theirs[i], 2);
        length += Math.pow(theirs[i], 2);
      }
      assertThat(Math.sqrt(difference))
          .as(spec.name())
          .isLessThanOrEqualTo(TOLERANCE * (1 + Math.sqrt(length)));
    }
  }
}
