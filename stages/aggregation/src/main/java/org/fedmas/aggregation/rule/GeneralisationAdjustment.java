package org.fedmas.aggregation.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.config.RunKeys;

/**
 * Weights that grow for clients on which the global model falls behind the client's own. The first
 * weights are 1/K. In the formulas, r is the number of the round before, minus 1.
 *
 * <pre>
 * G_k = loss of the global model − loss of θ_k, on client k's validation images.
 * α_k ← α_k + d(1 − r/R)·(G_k − mean G) / max |G_j − mean G|,  clipped to [0, 1], divided by the sum.
 * </pre>
 *
 * If all G are equal, the weights stay. A client without validation images is neither in the mean
 * nor in the maximum, and its weight changes by the division alone.
 *
 * <p>Source: Zhang et al., Federated Domain Generalization with Generalization Adjustment, CVPR
 * 2023, in the centred form of FL4Health; the authors' code centres nothing and divides d by their
 * three clients.
 *
 * @param step d
 * @param metric the score of the gap
 * @param rounds R
 */
public record GeneralisationAdjustment(double step, GapMetric metric, int rounds)
    implements AggregationRule {

  private static final double STEP = 0.2;

  static GeneralisationAdjustment published() {
    return new GeneralisationAdjustment(STEP, GapMetric.LOSS, 1);
  }

  @Override
  public String id() {
    return "feddg-ga";
  }

  @Override
  public GeneralisationAdjustment configured(ConfigReader reader) {
    return new GeneralisationAdjustment(
        reader.number("feddg-ga.step", STEP, 0, 1),
        GapMetric.choice().read(reader),
        RunKeys.rounds(reader));
  }

  @Override
  public int fewestParticipants() {
    return 2;
  }

  @Override
  public Optional<ValidationMeasure> measure() {
    return Optional.of(metric);
  }

  @Override
  public AggregationWeights weights(Participants participants) {
    EarlierRound earlier = participants.earlier();
    if (earlier == null) {
      return participants.weighted(Simplex.equal(participants.size()));
    }
    int before = participants.round().index() - 1;
    double[] weights = adjusted(earlier, step * (1 - (double) before / rounds));
    return new AggregationWeights(
        weights,
        participants.knownRobustFactors(),
        before == 0 ? warnings(participants, earlier.measures()) : List.of());
  }

  private double[] adjusted(EarlierRound earlier, double width) {
    double[] gaps = earlier.measures();
    double mean = Arrays.stream(gaps).filter(Double::isFinite).average().orElse(0);
    double largest =
        Arrays.stream(gaps).filter(Double::isFinite).map(g -> Math.abs(g - mean)).max().orElse(0);
    if (largest == 0) {
      return earlier.weights();
    }
    double[] weights = earlier.weights().clone();
    for (int k = 0; k < weights.length; k++) {
      if (Double.isFinite(gaps[k])) {
        double moved = weights[k] + metric.sign() * width * (gaps[k] - mean) / largest;
        weights[k] = Math.min(1, Math.max(0, moved));
      }
    }
    return Simplex.scaled(weights);
  }

  private List<String> warnings(Participants participants, double[] gaps) {
    List<Integer> without = new ArrayList<>();
    for (int k = 0; k < gaps.length; k++) {
      if (!Double.isFinite(gaps[k])) {
        without.add(participants.reports().get(k).client().number());
      }
    }
    return without.isEmpty()
        ? List.of()
        : List.of(
            "aggregation.rule %s: clients %s have no validation images, so that their weights are"
                    .formatted(id(), without)
                + " not adjusted; raise evaluation.validation-fraction");
  }
}
