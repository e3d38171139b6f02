package org.fedmas.pipeline.predict;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javax.imageio.ImageIO;

/** Picture files of one colour. */
public final class Pictures {

  private Pictures() {}

  /** Writes a picture. */
  public static Path write(Path file, int width, int height, Color colour) throws IOException {
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.setColor(colour);
    graphics.fillRect(0, 0, width, height);
    graphics.dispose();
    ImageIO.write(picture, "png", file.toFile());
    return file;
  }
}
