package org.fedmas.tensors.network.encoder;

import org.fedmas.images.RgbImage;
import org.fedmas.images.prepare.Normalisation;

/**
 * A linear map of each colour channel: {@code scale[c]·x + shift[c]}.
 *
 * @param scale [3]
 * @param shift [3]
 */
record ChannelMap(double[] scale, double[] shift) {

  /** Returns the map that changes nothing. */
  static ChannelMap none() {
    return new ChannelMap(new double[] {1, 1, 1}, new double[3]);
  }

  /** Returns the map from pixels in one normalisation to the same pixels in another one. */
  static ChannelMap between(Normalisation from, Normalisation to) {
    double[] scale = new double[RgbImage.CHANNELS];
    double[] shift = new double[RgbImage.CHANNELS];
    for (int c = 0; c < RgbImage.CHANNELS; c++) {
      scale[c] = from.deviation(c) / to.deviation(c);
      shift[c] = (from.mean(c) - to.mean(c)) / to.deviation(c);
    }
    return new ChannelMap(scale, shift);
  }
}
