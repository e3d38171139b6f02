package org.fedmas.aggregation.rule;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.fedmas.contract.config.ConfigReader;

/**
 * The model of lowest score, or the plain mean of several such models. The score of a model is the
 * sum of the |S| − f − 2 smallest squared distances to the other models; equal scores are taken in
 * the order of the clients.
 *
 * <p>Source: Blanchard et al., Machine Learning with Adversaries, NeurIPS 2017, section 4.
 *
 * @param outliers f, the number of participants that may report anything
 * @param several whether several models of lowest score are averaged, instead of one taken
 * @param averaged m, the number of averaged models; 0 for |S| − f − 2
 */
public record Krum(int outliers, boolean several, int averaged) implements AggregationRule {

  static final int OUTLIERS = 1;

  private static final String KEY = "krum.outliers";
  private static final String AVERAGED = "krum.averaged";
  private static final int MOST = 10_000;

  static Krum one(int outliers) {
    return new Krum(outliers, false, 0);
  }

  static Krum several(int outliers) {
    return new Krum(outliers, true, 0);
  }

  @Override
  public String id() {
    return several ? "multi-krum" : "krum";
  }

  @Override
  public Krum configured(ConfigReader reader) {
    int configured = reader.integer(KEY, OUTLIERS, 0, MOST);
    return new Krum(
        configured, several, several ? reader.added().integer(AVERAGED, 0, 0, MOST) : 0);
  }

  @Override
  public int fewestParticipants() {
    return Math.max(2 * outliers + 3, averaged);
  }

  @Override
  public boolean isRobust() {
    return true;
  }

  @Override
  public boolean countsImages() {
    return false;
  }

  @Override
  public AggregationWeights weights(Participants participants) {
    int chosen = chosen(participants.size());
    double[] scores = scores(participants.distances().squaredBetween());
    double[] weights = new double[scores.length];
    IntStream.range(0, scores.length)
        .boxed()
        .sorted(Comparator.comparingDouble(k -> scores[k]))
        .limit(chosen)
        .forEach(k -> weights[k] = 1.0 / chosen);
    return participants.weighted(weights);
  }

  private int chosen(int participants) {
    if (!several) {
      return 1;
    }
    return averaged > 0 ? averaged : neighbours(participants);
  }

  /** Returns the score of each model. */
  double[] scores(double[][] squaredBetween) {
    double[] scores = new double[squaredBetween.length];
    for (int k = 0; k < scores.length; k++) {
      double[] others = new double[scores.length - 1];
      System.arraycopy(squaredBetween[k], 0, others, 0, k);
      System.arraycopy(squaredBetween[k], k + 1, others, k, others.length - k);
      Arrays.sort(others);
      for (int i = 0; i < neighbours(scores.length); i++) {
        scores[k] += others[i];
      }
    }
    return scores;
  }

  private int neighbours(int participants) {
    return participants - outliers - 2;
  }
}
