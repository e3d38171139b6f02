package org.fedmas.results.figure;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** A drawing as PNG of 288 dots per inch. */
final class PngBytes {

  private static final int DOTS = 3;

  private PngBytes() {}

  /** Returns the bytes of the file. */
  static byte[] of(Sheet sheet) {
    int width = (int) Math.ceil(sheet.width() * DOTS);
    int height = (int) Math.ceil(sheet.height() * DOTS);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    graphics.scale(DOTS, DOTS);
    for (Sheet.Mark mark : sheet.marks()) {
      graphics.setColor(mark.color());
      if (mark.stroke() == null) {
        graphics.fill(mark.shape());
      } else {
        graphics.setStroke(mark.stroke());
        graphics.draw(mark.shape());
      }
    }
    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
