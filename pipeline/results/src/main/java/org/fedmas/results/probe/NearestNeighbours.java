package org.fedmas.results.probe;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A classifier by the k nearest images of a bank: cosines s, votes exp(s/0.07), equal cosines in
 * the order of the bank.
 *
 * <p>Source: Wu, Xiong, Yu and Lin, "Unsupervised feature learning via non-parametric instance
 * discrimination", arXiv 1805.01978.
 */
public final class NearestNeighbours {

  private static final double TEMPERATURE = 0.07;

  private final LabelledFeatures bank;
  private final double[] inverseNorms;

  public NearestNeighbours(LabelledFeatures bank) {
    this.bank = bank;
    this.inverseNorms = Arrays.stream(bank.rows()).mapToDouble(Vectors::inverseNorm).toArray();
  }

  /**
   * The nearest images of a query, most similar first.
   *
   * @param places [k] positions in the bank
   * @param similarities [k] cosines
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Found(int[] places, double[] similarities) {}

  /**
   * Finds the nearest images of each query.
   *
   * @param queries [N][D]
   * @param most the number of neighbours, cut to the bank
   */
  public Found[] find(float[][] queries, int most) {
    return IntStream.range(0, queries.length)
        .parallel()
        .mapToObj(i -> find(queries[i], Math.min(most, bank.images())))
        .toArray(Found[]::new);
  }

  private Found find(float[] query, int k) {
    double norm = Vectors.inverseNorm(query);
    double[] similarities = new double[bank.images()];
    for (int i = 0; i < similarities.length; i++) {
      similarities[i] = Vectors.dot(bank.rows()[i], query) * inverseNorms[i] * norm;
    }
    int[] places =
        IntStream.range(0, similarities.length)
            .boxed()
            .sorted(
                (a, b) -> {
                  int order = Double.compare(similarities[b], similarities[a]);
                  return order == 0 ? Integer.compare(a, b) : order;
                })
            .limit(k)
            .mapToInt(Integer::intValue)
            .toArray();
    return new Found(places, Arrays.stream(places).mapToDouble(i -> similarities[i]).toArray());
  }

  /**
   * Returns the share of the votes of each class.
   *
   * @param k the number of neighbours that vote, cut to those found
   * @return [C], adding up to 1
   */
  public double[] shares(Found found, int k) {
    double[] votes = new double[bank.classes()];
    double sum = 0;
    for (int i = 0; i < Math.min(k, found.places().length); i++) {
      double vote = Math.exp(found.similarities()[i] / TEMPERATURE);
      votes[bank.labels()[found.places()[i]]] += vote;
      sum += vote;
    }
    for (int c = 0; c < votes.length; c++) {
      votes[c] /= sum;
    }
    return votes;
  }

  /** Returns the class with most votes for each query, the first of equal ones. */
  public int[] predictions(Found[] found, int k) {
    return Arrays.stream(found).mapToInt(one -> Vectors.argmax(shares(one, k))).toArray();
  }
}
