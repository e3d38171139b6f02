package org.fedmas.pipeline.e2e;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import javax.imageio.ImageIO;
import org.fedmas.images.RgbImage;
import org.fedmas.preprocess.dataset.SampleDataSet;
import org.fedmas.preprocess.dataset.SourceImage;
import org.fedmas.sampledata.SampleParameters;

/** The generated pictures of {@link TinyRun} as PNG files, which keep every pixel. */
final class SampleFiles {

  private SampleFiles() {}

  /** Returns the data set of the run. */
  static SampleDataSet dataSet() {
    return new SampleDataSet(new SampleParameters(120, SampleParameters.DEFAULT.seed()));
  }

  /** Writes pictures under their names into a folder. */
  static void write(Path folder, Set<String> images) throws IOException {
    SampleDataSet data = dataSet();
    for (SourceImage image : data.images()) {
      if (images.contains(image.imageId())) {
        write(folder.resolve(image.imageId() + ".png"), data.pixels(image));
      }
    }
  }

  /** Writes one picture. */
  static void write(Path file, RgbImage image) throws IOException {
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    BufferedImage picture =
        new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
    byte[] pixels = image.pixels();
    for (int i = 0; i < image.width() * image.height(); i++) {
      int red = pixels[3 * i] & 0xFF;
      int green = pixels[3 * i + 1] & 0xFF;
      int blue = pixels[3 * i + 2] & 0xFF;
      picture.setRGB(i % image.width(), i / image.width(), red << 16 | green << 8 | blue);
    }
    ImageIO.write(picture, "png", file.toFile());
  }
}
