package org.fedmas.pipeline.model;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Sizes and colours of the training images, in aggregate. An image is unlike them if one of its
 * values is too far from the mean: more than {@link #FARTHEST} standard deviations over the images.
 * A deviation counts as at least the {@link InputValue#leastDeviation()} of its value.
 *
 * @param images number of training images
 * @param mean mean over the images of each {@link InputValue}, in their order
 * @param deviation standard deviation over the images, likewise
 */
public record InputStatistics(int images, List<Double> mean, List<Double> deviation) {

  /** The number of standard deviations beyond which an image is unlike the training images. */
  public static final double FARTHEST = 4;

  /** The fewest images whose statistics leave the data. */
  public static final int FEWEST = 10;

  /** Refuses lists of another length with an {@link IllegalArgumentException}. */
  public InputStatistics {
    mean = List.copyOf(mean);
    deviation = List.copyOf(deviation);
    int values = InputValue.values().length;
    if (mean.size() != values || deviation.size() != values) {
      throw new IllegalArgumentException(
          "statistics of training images: found %s means and %s deviations, expected %s of each"
              .formatted(mean.size(), deviation.size(), values));
    }
  }

  /** Returns the rule in words. */
  @JsonIgnore
  public static String rule() {
    return "an image is unlike the training images if its shorter side, its aspect ratio, or the mean"
        + " or contrast of a channel is more than 4 standard deviations of the training images from"
        + " their mean";
  }

  /** Returns a text for each value in which an image is unlike the training images. */
  public List<String> warnings(double[] image) {
    List<String> warnings = new ArrayList<>();
    for (InputValue value : InputValue.values()) {
      int i = value.ordinal();
      double reach = FARTHEST * Math.max(deviation.get(i), value.leastDeviation());
      double least = mean.get(i) - reach;
      double most = mean.get(i) + reach;
      if (image[i] < least || image[i] > most) {
        warnings.add(
            String.format(
                Locale.ROOT,
                "%s %s (training images: %s to %s)",
                value.words(),
                value.shown(image[i]),
                value.shown(least),
                value.shown(most)));
      }
    }
    return warnings;
  }
}
