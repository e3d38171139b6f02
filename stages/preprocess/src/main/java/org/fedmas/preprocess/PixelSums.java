package org.fedmas.preprocess;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.fedmas.images.RgbImage;
import org.fedmas.tables.summary.DamagedImage;
import org.fedmas.tables.summary.ShardSummary;
import org.fedmas.tables.summary.UnreadableImage;

/** Sums of prepared pixels in whole numbers, exact in any order. */
final class PixelSums {

  private final int[] classCounts;
  private final long[] sums = new long[RgbImage.CHANNELS];
  private final long[] squares = new long[RgbImage.CHANNELS];
  private long pixels;

  PixelSums(int classes) {
    classCounts = new int[classes];
  }

  void add(int label, RgbImage image) {
    classCounts[label]++;
    pixels += image.size().pixels();
    byte[] values = image.pixels();
    for (int channel = 0; channel < RgbImage.CHANNELS; channel++) {
      long sum = 0;
      long square = 0;
      for (int i = channel; i < values.length; i += RgbImage.CHANNELS) {
        int value = values[i] & 0xFF;
        sum += value;
        square += (long) value * value;
      }
      sums[channel] += sum;
      squares[channel] += square;
    }
  }

  ShardSummary summary(int client, List<UnreadableImage> unreadable, List<DamagedImage> damaged) {
    return new ShardSummary(
        client,
        IntStream.of(classCounts).boxed().toList(),
        pixels,
        LongStream.of(sums).boxed().toList(),
        LongStream.of(squares).boxed().toList(),
        unreadable,
        damaged);
  }
}
