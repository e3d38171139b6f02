package org.fedmas.tensors.loss;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.fedmas.contract.config.ConfigReader;

/**
 * Difficulty-aware logit adjustment: cross entropy of {@code o_c + log((n_c/Σn)/(ℓ_c^d + 1e-5) +
 * 1e-12)}. A class that the received model finds hard is shifted as if it were rarer. The losses
 * ℓ_c are those of all participants before the round; with d = 0 the loss is {@code bsm}.
 *
 * <p>Source: arXiv 2206.13803 (FedIIC), without its contrast terms.
 *
 * @param exponent d
 * @param classLosses ℓ_c; empty until they are measured
 */
public record DifficultyAware(double exponent, List<Double> classLosses) implements Loss {

  private static final double EXPONENT = 0.25;
  private static final double SMALL = 1e-5;
  private static final double FLOOR = 1e-12;

  public DifficultyAware {
    classLosses = List.copyOf(classLosses);
  }

  static DifficultyAware published() {
    return new DifficultyAware(EXPONENT, List.of());
  }

  @Override
  public String id() {
    return "dala";
  }

  @Override
  public DifficultyAware configured(ConfigReader reader) {
    return new DifficultyAware(reader.number("dala.exponent", EXPONENT, 0, 10), classLosses);
  }

  @Override
  public boolean standsForDivergence() {
    return false;
  }

  @Override
  public boolean compensates() {
    return true;
  }

  @Override
  public boolean needsClassLosses() {
    return true;
  }

  @Override
  public DifficultyAware measured(double[] lossSums, long[] counts) {
    List<Double> means = new ArrayList<>();
    for (int c = 0; c < lossSums.length; c++) {
      means.add(lossSums[c] / (SMALL + counts[c]));
    }
    return new DifficultyAware(exponent, means);
  }

  @Override
  public NDArray perSample(NDArray logits, NDArray labels, long[] counts) {
    Softmax.requireCounts(logits, counts);
    NDArray shifted = logits.add(Softmax.perClass(logits, margins(counts)));
    return Softmax.targetLogProbability(shifted, labels).neg();
  }

  /** Returns the shift of each class. */
  double[] margins(long[] counts) {
    if (classLosses.size() != counts.length) {
      throw new IllegalStateException(
          "losses of %s classes, expected those of %s"
              .formatted(classLosses.size(), counts.length));
    }
    double sum = LongStream.of(counts).sum();
    double[] margins = new double[counts.length];
    for (int c = 0; c < margins.length; c++) {
      double difficulty = StrictMath.pow(classLosses.get(c), exponent) + SMALL;
      margins[c] = StrictMath.log(counts[c] / sum / difficulty + FLOOR);
    }
    return margins;
  }
}
