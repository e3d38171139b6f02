package org.fedmas.training.schedule;

import org.fedmas.contract.Round;
import org.fedmas.contract.config.ConfigReader;

/**
 * The schedule of half a cosine over the rounds, {@code η_r = η_min + ½(η − η_min)(1 +
 * cos(π(r+1)/R))}: the last round has η_min. Source: arXiv 1608.03983, without restarts.
 *
 * @param minimum η_min
 */
public record Cosine(double minimum) implements Schedule {

  private static final String MINIMUM = "training.minimum-learning-rate";

  @Override
  public String id() {
    return "cosine";
  }

  @Override
  public Cosine configured(ConfigReader reader) {
    return new Cosine(reader.number(MINIMUM, minimum, 0, 1e3));
  }

  @Override
  public boolean usesRounds() {
    return true;
  }

  @Override
  public void refuse(ConfigReader reader, double initial) {
    if (minimum > initial) {
      reader.problem(MINIMUM, "at most training.learning-rate, " + initial);
    }
  }

  @Override
  public double rate(double initial, Round round, int rounds) {
    double turn = StrictMath.PI * round.number() / rounds;
    return minimum + 0.5 * (initial - minimum) * (1 + StrictMath.cos(turn));
  }
}
