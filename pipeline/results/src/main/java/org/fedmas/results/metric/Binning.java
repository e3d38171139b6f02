package org.fedmas.results.metric;

/** The two ways to cut confidences into bins. */
public enum Binning {

  /** Bin m holds confidences in (m/M, (m+1)/M]; 0 belongs to the first bin. */
  EQUAL_WIDTH,

  /**
   * Bins of equal numbers of images: {@code ⌊M·r/n⌋} with r the number of images of strictly
   * smaller confidence. Equal confidences share a bin, so that the order of images is irrelevant.
   */
  EQUAL_MASS;

  /**
   * Returns the bin of a confidence.
   *
   * @param below images of strictly smaller confidence
   * @param images all images
   */
  int bin(double confidence, long below, long images, int bins) {
    return switch (this) {
      case EQUAL_WIDTH ->
          Math.min(bins - 1, Math.max(0, (int) StrictMath.ceil(confidence * bins) - 1));
      case EQUAL_MASS -> Math.toIntExact(bins * below / images);
    };
  }
}
