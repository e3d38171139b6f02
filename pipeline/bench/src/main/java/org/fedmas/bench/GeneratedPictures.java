package org.fedmas.bench;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.contract.random.RandomStream;

/**
 * Generated JPEG files in the two most frequent sizes of ISIC 2019, half of each. Soft patches of
 * colour under a fine grain give them about the bytes of photographs.
 */
final class GeneratedPictures {

  private static final int COUNT = 8;
  private static final int[][] SIZES = {{1024, 1024}, {600, 450}};

  /** The side of a patch in pixels. */
  private static final int PATCH = 64;

  private static final int GRAIN = 12;

  private GeneratedPictures() {}

  /** Writes the files into a new folder and returns them. */
  static List<Path> write(Path folder) throws IOException {
    return write(folder, COUNT, SIZES);
  }

  /** Writes files of one size into a new folder and returns them. */
  static List<Path> write(Path folder, int count, int side) throws IOException {
    return write(folder, count, new int[][] {{side, side}});
  }

  private static List<Path> write(Path folder, int count, int[][] sizes) throws IOException {
    Files.createDirectories(folder);
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int[] size = sizes[i % sizes.length];
      Path file = folder.resolve(i + ".jpg");
      RandomStream random = RandomKey.of(i).with("picture").stream();
      ImageIO.write(picture(size[0], size[1], random), "jpg", file.toFile());
      files.add(file);
    }
    return files;
  }

  private static BufferedImage picture(int width, int height, RandomStream random) {
    int columns = width / PATCH + 2;
    double[][] patches = new double[3][columns * (height / PATCH + 2)];
    for (double[] channel : patches) {
      for (int i = 0; i < channel.length; i++) {
        channel[i] = random.uniform(60, 220);
      }
    }
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int grain = random.below(2 * GRAIN + 1) - GRAIN;
        int pixel = 0;
        for (double[] channel : patches) {
          pixel = pixel << 8 | Math.max(0, Math.min(255, grain + soft(channel, columns, x, y)));
        }
        picture.setRGB(x, y, pixel);
      }
    }
    return picture;
  }

  /** Returns the value between the four nearest patches. */
  private static int soft(double[] patches, int columns, int x, int y) {
    int at = y / PATCH * columns + x / PATCH;
    double right = (x % PATCH) / (double) PATCH;
    double down = (y % PATCH) / (double) PATCH;
    double above = patches[at] * (1 - right) + patches[at + 1] * right;
    double below = patches[at + columns] * (1 - right) + patches[at + columns + 1] * right;
    return (int) (above * (1 - down) + below * down);
  }
}
