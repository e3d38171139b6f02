package org.fedmas.preprocess.dataset;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** A folder to fill with small pictures and tables. */
record PictureFolder(Path path) {

  /** Writes an 8 × 6 picture of one colour; the ending of its name decides the format. */
  PictureFolder picture(String name, int colour) {
    try {
      Path file = path.resolve(name);
      Files.createDirectories(file.getParent());
      BufferedImage image = new BufferedImage(8, 6, BufferedImage.TYPE_INT_RGB);
      for (int i = 0; i < 48; i++) {
        image.setRGB(i % 8, i / 8, colour);
      }
      String format = name.substring(name.lastIndexOf('.') + 1);
      if (!ImageIO.write(image, format, file.toFile())) {
        throw new AssertionError("no writer of " + format);
      }
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a table. */
  Path table(String name, String... lines) {
    try {
      return Files.writeString(path.resolve(name), String.join("\n", lines) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
