package org.fedmas.results.metric;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Classes by their number of training images in the federation. Each list is ascending.
 *
 * <p>Source: Liu et al., CVPR 2019 (arXiv 1904.05160), with 100 and 20 as thresholds.
 *
 * @param many classes of more images than the upper threshold
 * @param medium classes of neither group
 * @param few classes of fewer images than the lower threshold
 */
public record ClassGroups(List<Integer> many, List<Integer> medium, List<Integer> few) {

  public ClassGroups {
    many = List.copyOf(many);
    medium = List.copyOf(medium);
    few = List.copyOf(few);
  }

  /**
   * Returns the groups of the classes.
   *
   * @param trainingImages per class, over all clients
   * @param manyAbove the upper threshold
   * @param fewBelow the lower threshold, not above the upper one
   */
  public static ClassGroups of(long[] trainingImages, long manyAbove, long fewBelow) {
    return new ClassGroups(
        chosen(trainingImages, manyAbove + 1, Long.MAX_VALUE),
        chosen(trainingImages, fewBelow, manyAbove),
        chosen(trainingImages, 0, Math.min(fewBelow - 1, manyAbove)));
  }

  private static List<Integer> chosen(long[] images, long atLeast, long atMost) {
    return IntStream.range(0, images.length)
        .filter(c -> images[c] >= atLeast && images[c] <= atMost)
        .boxed()
        .toList();
  }
}
