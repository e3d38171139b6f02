package org.fedmas.results.probe;

import java.util.List;
import org.fedmas.results.statistic.ClientAgreement;
import org.jspecify.annotations.Nullable;

/**
 * Divergences per client and class, and the agreement of clients about which classes are hard.
 *
 * @param values [client][class], null where a client lacks the class
 * @param pairs pairs of clients with their rank correlation
 * @param meanSpearman mean over the pairs that have one; null without any
 */
public record DivergenceTable(
    List<List<@Nullable Double>> values, List<Pair> pairs, @Nullable Double meanSpearman) {

  /**
   * Two clients.
   *
   * @param first position of the client with the lower number
   * @param second position of the other client
   * @param classes number of classes that both have
   * @param spearman in [−1, 1]; null for fewer than three classes
   */
  public record Pair(int first, int second, int classes, @Nullable Double spearman) {}

  /** Returns the table with its correlations. */
  public static DivergenceTable of(List<List<@Nullable Double>> values) {
    ClientAgreement agreement = ClientAgreement.of(values, classes -> List.of());
    List<Pair> pairs =
        agreement.pairs().stream()
            .map(
                pair ->
                    new Pair(
                        pair.first(),
                        pair.second(),
                        pair.classes().size(),
                        pair.spearman().value()))
            .toList();
    return new DivergenceTable(values, pairs, agreement.meanSpearman());
  }
}
