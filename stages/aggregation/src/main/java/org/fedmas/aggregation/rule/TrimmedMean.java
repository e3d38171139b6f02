package org.fedmas.aggregation.rule;

import java.math.BigDecimal;
import java.util.OptionalInt;
import org.fedmas.contract.config.ConfigReader;

/**
 * The mean of every coordinate without its ⌊β|S|⌋ smallest and ⌊β|S|⌋ largest values. Every
 * participant counts alike, whatever its images.
 *
 * <p>Source: arXiv 1803.01498, definition 2.
 *
 * @param share β, at least 0 and below 0.5
 */
public record TrimmedMean(double share) implements AggregationRule {

  static final double SHARE = 0.1;

  private static final String KEY = "trimmed-mean.share";

  @Override
  public String id() {
    return "trimmed-mean";
  }

  @Override
  public TrimmedMean configured(ConfigReader reader) {
    double configured = reader.number(KEY, SHARE, 0, 0.5);
    if (configured == 0.5) {
      reader.problem(KEY, "less than 0.5, since both ends are removed");
    }
    return new TrimmedMean(configured);
  }

  @Override
  public boolean isRobust() {
    return true;
  }

  @Override
  public OptionalInt trimmed(int participants) {
    // decimal, because 0.29 · 100 in binary is below 29
    return OptionalInt.of(
        BigDecimal.valueOf(share).multiply(BigDecimal.valueOf(participants)).intValue());
  }

  @Override
  public boolean countsImages() {
    return false;
  }

  @Override
  public AggregationWeights weights(Participants participants) {
    return participants.weighted(Simplex.equal(participants.size()));
  }
}
