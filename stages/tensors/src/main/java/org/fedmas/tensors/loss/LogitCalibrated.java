package org.fedmas.tensors.loss;

import ai.djl.ndarray.NDArray;
import java.util.stream.LongStream;
import org.fedmas.contract.config.ConfigReader;

/**
 * Cross entropy of {@code o_c − τ·max(n_c, 1e-8)^(−1/4)}, which demands a larger margin for rare
 * classes. Source: arXiv 2209.00189 (FedLC).
 *
 * @param temperature τ
 */
public record LogitCalibrated(double temperature) implements Loss {

  @Override
  public LogitCalibrated configured(ConfigReader reader) {
    return new LogitCalibrated(reader.number("lcc.tau", temperature, 0, 1e6));
  }

  @Override
  public String id() {
    return "lcc";
  }

  @Override
  public boolean standsForDivergence() {
    return false;
  }

  @Override
  public NDArray perSample(NDArray logits, NDArray labels, long[] counts) {
    Softmax.requireCounts(logits, counts);
    double[] shift =
        LongStream.of(counts)
            .mapToDouble(count -> -temperature * StrictMath.pow(Math.max(count, 1e-8), -0.25))
            .toArray();
    NDArray shifted = logits.add(Softmax.perClass(logits, shift));
    return Softmax.targetLogProbability(shifted, labels).neg();
  }
}
