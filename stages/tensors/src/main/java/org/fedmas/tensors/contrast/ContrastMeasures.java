package org.fedmas.tensors.contrast;

/**
 * The measures of one or more steps, as sums over images; divide by {@link #images()}.
 *
 * @param images the number of images
 * @param loss of −log of the positive's share
 * @param positive of the positive logits
 * @param negative of the mean negative logits
 * @param correct the number of images whose positive logit is the largest
 * @param spread of the standard deviations of the queries over their batch, mean over dimensions
 */
public record ContrastMeasures(
    long images, double loss, double positive, double negative, long correct, double spread) {

  /** The measures of no step. */
  public static final ContrastMeasures NONE = new ContrastMeasures(0, 0, 0, 0, 0, 0);

  /** Returns these measures and others together. */
  public ContrastMeasures plus(ContrastMeasures other) {
    return new ContrastMeasures(
        images + other.images,
        loss + other.loss,
        positive + other.positive,
        negative + other.negative,
        correct + other.correct,
        spread + other.spread);
  }
}
