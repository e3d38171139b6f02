package org.fedmas.tables;

import java.util.ArrayList;
import java.util.List;
import org.fedmas.contract.Digest;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.contract.random.RandomStream;
import org.fedmas.tables.image.ImageHeader;
import org.fedmas.tables.image.ImageRow;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.partition.PartitionRow;
import org.fedmas.tables.prediction.PredictionRow;

/** Seeded rows of every table, with the awkward values a real table has too. */
public final class RandomRows {

  private static final String[] NAMES = {"ISIC_%07d", "naïve Bild %d", "画像/%d", "%d", "\"%d\\\n"};

  private RandomRows() {}

  public static RandomStream stream(String purpose, long seed) {
    return RandomKey.of(seed).with(purpose).stream();
  }

  /** Returns a name that no other number has. */
  public static String name(RandomStream random, int number) {
    return NAMES[random.below(NAMES.length)].formatted(number);
  }

  public static ImageRow image(RandomStream random, int number, int width, int height) {
    byte[] pixels = new byte[width * height * 3];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) random.bits();
    }
    ImageHeader header =
        new ImageHeader(
            name(random, number),
            random.below(8),
            random.below(7) - 1,
            random.chance(0.5) ? "lesion " + random.below(100) : null,
            1 + random.below(5000),
            1 + random.below(5000),
            Digest.of(pixels),
            width,
            height);
    return new ImageRow(header, pixels);
  }

  public static List<ImageRow> images(long seed, int count) {
    RandomStream random = stream("images", seed);
    List<ImageRow> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(image(random, i, 1 + random.below(20), 1 + random.below(20)));
    }
    return rows;
  }

  public static List<PartitionRow> partition(long seed, int count) {
    RandomStream random = stream("partition", seed);
    List<PartitionRow> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(
          new PartitionRow(
              name(random, i),
              random.below(6),
              random.below(8),
              Part.values()[random.below(Part.values().length)]));
    }
    return rows;
  }

  public static List<PredictionRow> predictions(long seed, int count) {
    RandomStream random = stream("predictions", seed);
    List<PredictionRow> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float[] probabilities = floats(random, 1 + random.below(12));
      rows.add(
          new PredictionRow(
              name(random, i),
              random.below(6),
              random.chance(0.5) ? PredictionRow.GLOBAL : PredictionRow.LOCAL,
              Part.values()[random.below(Part.values().length)],
              random.below(probabilities.length),
              random.below(probabilities.length),
              probabilities));
    }
    return rows;
  }

  /** Any bits, hence also infinities, zeros of both signs, subnormals and not-a-number. */
  public static float[] floats(RandomStream random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] =
          random.chance(0.2) ? Float.intBitsToFloat((int) random.bits()) : (float) random.normal();
    }
    return values;
  }
}
