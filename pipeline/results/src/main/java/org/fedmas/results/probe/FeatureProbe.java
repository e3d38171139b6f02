package org.fedmas.results.probe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.fedmas.results.probe.NearestNeighbours.Found;
import org.jspecify.annotations.Nullable;

/**
 * Scores of frozen features. The training part is the bank of the nearest neighbours and trains the
 * linear probe; all scores, and the choice of λ, are on the validation part. Test images are never
 * read.
 *
 * @param bank the training part
 * @param scored the validation part, at least one image
 * @param balanced whether classes count equally in the linear probe
 */
public record FeatureProbe(LabelledFeatures bank, LabelledFeatures scored, boolean balanced) {

  private static final List<Integer> NEIGHBOURS = List.of(20, 200);

  /** Penalties, the strongest first: each solution starts the next. */
  private static final List<Double> PENALTIES = List.of(1.0, 0.1, 0.01, 0.001, 0.0001);

  /** The largest gradient of a solved probe; it moves no digit that is shown. */
  private static final double TOLERANCE = 1e-6;

  /**
   * Computes all scores.
   *
   * @param network name of the auxiliary network
   * @param classNames in class order
   * @param clientNames in client order
   * @param prior class priors of round 1; null if unknown
   */
  public ProbeResult result(
      String network,
      List<String> classNames,
      List<String> clientNames,
      @Nullable DivergenceTable prior) {
    List<ProbeResult.Linear> linear = linear();
    return new ProbeResult(
        network,
        bank.dimension(),
        classNames,
        clientNames,
        bank.images(),
        scored.images(),
        neighbours(),
        linear,
        chosen(linear),
        balanced,
        DivergenceTable.of(ClassSpread.of(bank, clientNames.size())),
        prior);
  }

  /** Returns the scores of the nearest neighbours, one for each number of them. */
  private List<ProbeResult.Neighbours> neighbours() {
    NearestNeighbours nearest = new NearestNeighbours(bank);
    TreeSet<Integer> numbers = new TreeSet<>();
    NEIGHBOURS.forEach(k -> numbers.add(Math.min(k, bank.images())));
    Found[] found = nearest.find(scored.rows(), numbers.last());
    List<ProbeResult.Neighbours> scores = new ArrayList<>();
    for (int k : numbers) {
      scores.add(new ProbeResult.Neighbours(k, score(nearest.predictions(found, k))));
    }
    return scores;
  }

  /** Returns the scores of the linear probe, strongest penalty first. */
  private List<ProbeResult.Linear> linear() {
    List<ProbeResult.Linear> scores = new ArrayList<>();
    // a shift of all features moves only the biases, and makes far fewer steps necessary
    double[] mean = bank.mean();
    float[][] shifted = scored.minus(mean).rows();
    LinearProbe probe = LinearProbe.fit(bank.minus(mean), PENALTIES.get(0), balanced, TOLERANCE);
    for (double lambda : PENALTIES) {
      probe = probe.under(lambda, TOLERANCE);
      scores.add(new ProbeResult.Linear(lambda, score(probe.predictions(shifted))));
    }
    return scores;
  }

  /** Returns the entry of the best balanced accuracy; of equal ones that of the strongest λ. */
  static ProbeResult.Linear chosen(List<ProbeResult.Linear> linear) {
    return linear.stream()
        .max(
            Comparator.<ProbeResult.Linear>comparingDouble(one -> one.score().balancedAccuracy())
                .thenComparingDouble(ProbeResult.Linear::lambda))
        .orElseThrow();
  }

  private ProbeScore score(int[] predictions) {
    return ProbeScore.of(scored.labels(), predictions, scored.classes());
  }
}
