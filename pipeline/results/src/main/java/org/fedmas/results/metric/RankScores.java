package org.fedmas.results.metric;

import org.jspecify.annotations.Nullable;

/**
 * Scores of one class against all others that depend on the order of its probabilities alone.
 * Integer counts make them independent of the order of the images.
 *
 * @param area the area under the receiver operating characteristic: the share of pairs, an image of
 *     the class and another one, in which the former has the larger probability, a tie counting one
 *     half; null unless both sides have images
 * @param averagePrecision the sum over distinct probabilities, descending, of the step in recall
 *     times the precision there, without interpolation; null without images of the class
 */
record RankScores(@Nullable Double area, @Nullable Double averagePrecision) {

  /**
   * Walks once over the images in descending order.
   *
   * @param groups the images in the order of the class's probability
   * @param weights [n] how often each image counts
   * @param support weight of the class
   * @param all weight of all images
   */
  static RankScores of(
      TestImages images, TieGroups groups, int label, int[] weights, long support, long all) {
    long twiceWon = 0;
    double precisions = 0;
    long found = 0;
    long passed = 0;
    for (int group = groups.size() - 1; group >= 0; group--) {
      long inside = 0;
      long outside = 0;
      for (int place = groups.start(group); place < groups.start(group + 1); place++) {
        int image = groups.image(place);
        if (images.label(image) == label) {
          inside += weights[image];
        } else {
          outside += weights[image];
        }
      }
      passed += outside;
      if (inside > 0) {
        found += inside;
        twiceWon += inside * (2 * (all - support - passed) + outside);
        precisions += inside * ((double) found / (found + passed));
      }
    }
    return new RankScores(
        Tally.ratio(twiceWon, 2 * support * (all - support)),
        support == 0 ? null : (Double) (precisions / support));
  }
}
