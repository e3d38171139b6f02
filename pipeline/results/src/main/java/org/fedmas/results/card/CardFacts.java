package org.fedmas.results.card;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The facts of a model card that are not in {@code metrics.json}.
 *
 * @param dataSet kind of the data set
 * @param method a sentence about the method
 * @param backbone the network's architecture
 * @param weights origin of the start values
 * @param rounds number of rounds of the run
 * @param licences of the data set and of all weights that training read, one a line
 * @param training training images per client and class, in the order of clients and classes
 * @param minimumCell least number of images that a cell may show
 * @param warnings of the run about its data, without names of images
 * @param version of fedmas
 */
public record CardFacts(
    String dataSet,
    String method,
    String backbone,
    String weights,
    int rounds,
    List<String> licences,
    List<List<Integer>> training,
    int minimumCell,
    List<String> warnings,
    String version) {

  public CardFacts {
    licences = List.copyOf(licences);
    training = training.stream().map(List::copyOf).toList();
    warnings = List.copyOf(warnings);
  }

  /** Returns whether a number of images is large enough to be shown. */
  boolean shows(@Nullable Integer images) {
    return images != null && images >= minimumCell;
  }
}
