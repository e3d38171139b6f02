package org.fedmas.results.metric;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The spread of a score over clients. Clients without a score do not count; everything is null
 * where no client has one.
 *
 * @param clients number of clients with a score
 * @param worstClient the lower number of equals
 * @param bestClient the lower number of equals
 * @param mean over clients, each counted once
 * @param deviation sample standard deviation, n − 1; null for a single client
 * @param range best − worst
 */
public record ClientSpread(
    int clients,
    @Nullable Integer worstClient,
    @Nullable Double worst,
    @Nullable Integer bestClient,
    @Nullable Double best,
    @Nullable Double mean,
    @Nullable Double deviation,
    @Nullable Double range) {

  /**
   * Returns the spread of the clients' scores.
   *
   * @param scores per client, in order
   */
  public static ClientSpread of(List<@Nullable Double> scores) {
    int clients = 0;
    int worst = -1;
    int best = -1;
    double sum = 0;
    for (int k = 0; k < scores.size(); k++) {
      Double score = scores.get(k);
      if (score == null) {
        continue;
      }
      clients++;
      sum += score;
      if (worst < 0 || score < value(scores, worst) - Closeness.EPSILON) {
        worst = k;
      }
      if (best < 0 || score > value(scores, best) + Closeness.EPSILON) {
        best = k;
      }
    }
    if (clients == 0) {
      return new ClientSpread(0, null, null, null, null, null, null, null);
    }
    double mean = sum / clients;
    double squares = 0;
    for (Double score : scores) {
      squares += score == null ? 0 : (score - mean) * (score - mean);
    }
    double low = value(scores, worst);
    double high = value(scores, best);
    Double deviation = clients == 1 ? null : (Double) StrictMath.sqrt(squares / (clients - 1));
    return new ClientSpread(clients, worst, low, best, high, mean, deviation, high - low);
  }

  private static double value(List<@Nullable Double> scores, int client) {
    return Objects.requireNonNull(scores.get(client));
  }
}
