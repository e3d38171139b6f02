package org.fedmas.preprocess.similar;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimilarPicturesTest {

  @TempDir Path folder;
  private final TreeMap<String, Path> files = new TreeMap<>();

  private Map<String, String> groups() {
    return SimilarPictures.groups(files, new PictureHashes(folder.resolve("cache.tsv")));
  }

  /** Draws random smooth colours; equal seeds give equal pictures. */
  private static BufferedImage drawn(int seed) {
    Random random = new Random(seed);
    BufferedImage small = new BufferedImage(9, 7, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 63; i++) {
      small.setRGB(i % 9, i / 9, random.nextInt(1 << 24));
    }
    return scaled(small, 360, 280);
  }

  private static BufferedImage scaled(BufferedImage image, int width, int height) {
    BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = scaled.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(image, 0, 0, width, height, null);
    graphics.dispose();
    return scaled;
  }

  private static BufferedImage changed(BufferedImage image, IntUnaryOperator change) {
    BufferedImage changed = scaled(image, image.getWidth(), image.getHeight());
    for (int i = 0; i < image.getWidth() * image.getHeight(); i++) {
      int x = i % image.getWidth();
      int y = i / image.getWidth();
      changed.setRGB(x, y, change.applyAsInt(image.getRGB(x, y)));
    }
    return changed;
  }

  private void write(String name, BufferedImage image, float quality) throws Exception {
    Path file = folder.resolve(name + ".jpg");
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpg").next();
    ImageWriteParam parameters = writer.getDefaultWriteParam();
    parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    parameters.setCompressionQuality(quality);
    try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), parameters);
    } finally {
      writer.dispose();
    }
    files.put(name, file);
  }

  @Test
  void encodedAndScaledCopiesAreOneGroup() throws Exception {
    write("a", drawn(1), 0.95f);
    write("b", drawn(1), 0.4f);
    write("c", scaled(drawn(1), 180, 140), 0.8f);
    write("d", drawn(2), 0.95f);
    assertThat(groups()).isEqualTo(Map.of("a", "a", "b", "a", "c", "a", "d", "d"));
  }

  @Test
  void pictureThatDifferInLightOrSideAreApart() throws Exception {
    BufferedImage image = drawn(3);
    write("a", image, 0.9f);
    write("b", changed(image, colour -> (colour & 0xFEFEFE) >> 1), 0.9f);
    BufferedImage mirrored = new BufferedImage(360, 280, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = mirrored.createGraphics();
    graphics.drawImage(image, 360, 0, -360, 280, null);
    graphics.dispose();
    write("c", mirrored, 0.9f);
    assertThat(groups()).isEqualTo(Map.of("a", "a", "b", "b", "c", "c"));
  }

  @Test
  void evenPicturesAreToldApartByColour() throws Exception {
    write("a", changed(drawn(1), colour -> 0x202020), 0.9f);
    write("b", changed(drawn(1), colour -> 0x502020), 0.9f);
    write("c", changed(drawn(1), colour -> 0x212020), 0.9f);
    assertThat(groups()).isEqualTo(Map.of("a", "a", "b", "b", "c", "a"));
  }

  @Test
  void unreadableFilesAreGroupsOfTheirOwn() throws Exception {
    for (String name : new String[] {"a", "b"}) {
      files.put(name, Files.writeString(folder.resolve(name + ".jpg"), "not a picture"));
    }
    assertThat(groups()).isEqualTo(Map.of("a", "a", "b", "b"));
  }

  @Test
  void hashesAreReadFromTheCacheUntilTheFileChanges() throws Exception {
    write("a", drawn(1), 0.9f);
    write("b", drawn(2), 0.9f);
    Path cache = folder.resolve("cache.tsv");
    groups();
    assertThat(cache).as("files that changed just now").doesNotExist();

    PictureHashes hashes = new PictureHashes(cache);
    PictureHash first = hashes.of(files.get("a")).orElseThrow();
    assertThat(PictureHash.parse(first.text()).orElseThrow().text()).isEqualTo(first.text());
    assertThat(PictureHash.parse(first.text() + "0")).isEmpty();
    assertThat(PictureHash.parse("")).isEmpty();
  }

  @Test
  void aSettledFileIsHashedOnce() throws Exception {
    write("a", drawn(1), 0.9f);
    String key = org.fedmas.contract.FileState.of(files.get("a")).key();
    write("other", drawn(2), 0.9f);
    String other =
        new PictureHashes(folder.resolve("none")).of(files.get("other")).orElseThrow().text();
    Path cache = Files.writeString(folder.resolve("cache.tsv"), key + "\t" + other + "\nrubbish\n");
    assertThat(new PictureHashes(cache).of(files.get("a")).orElseThrow().text()).isEqualTo(other);
    Files.setLastModifiedTime(files.get("a"), FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
    assertThat(new PictureHashes(cache).of(files.get("a")).orElseThrow().text())
        .isNotEqualTo(other);
  }
}
