package org.fedmas.results.track;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.fedmas.results.events.SummaryValue;
import org.fedmas.results.metric.ConfusionMatrix;

/**
 * A confusion matrix as a picture: a row per true class, a column per predicted class, in class
 * order. A darker cell has a larger share of its row's images, and every cell shows its count.
 */
final class ConfusionPicture {

  private static final int CELL = 36;
  private static final int WHITE = 0xFFFFFF;
  private static final int DARK = 0x08306B;
  private static final int LINE = 0xB0B0B0;

  private final ConfusionMatrix matrix;
  private final BufferedImage picture;

  private ConfusionPicture(ConfusionMatrix matrix) {
    int side = matrix.classes() * CELL + 1;
    this.matrix = matrix;
    this.picture = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
  }

  /** Returns the picture of counts [true][predicted]. */
  static SummaryValue.Picture of(String tag, List<List<Integer>> counts) {
    ConfusionPicture drawn = new ConfusionPicture(new ConfusionMatrix(counts));
    drawn.draw();
    return new SummaryValue.Picture(
        tag, drawn.picture.getWidth(), drawn.picture.getHeight(), drawn.png());
  }

  private void draw() {
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        boolean line = x % CELL == 0 || y % CELL == 0;
        picture.setRGB(x, y, line ? LINE : colour(y / CELL, x / CELL));
      }
    }
    for (int t = 0; t < matrix.classes(); t++) {
      for (int p = 0; p < matrix.classes(); p++) {
        // drawn as pixels, since a machine without a screen may have no font
        DigitPixels.draw(
            picture,
            Integer.toString(matrix.counts().get(t).get(p)),
            p * CELL + CELL / 2,
            t * CELL + CELL / 2,
            share(t, p) > 0.5 ? WHITE : 0);
      }
    }
  }

  private double share(int label, int prediction) {
    long images = matrix.support(label);
    return images == 0 ? 0 : (double) matrix.counts().get(label).get(prediction) / images;
  }

  private int colour(int label, int prediction) {
    double share = share(label, prediction);
    int colour = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int light = WHITE >> shift & 0xFF;
      int dark = DARK >> shift & 0xFF;
      colour |= (int) Math.round(light + share * (dark - light)) << shift;
    }
    return colour;
  }

  private byte[] png() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(picture, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return bytes.toByteArray();
  }
}
