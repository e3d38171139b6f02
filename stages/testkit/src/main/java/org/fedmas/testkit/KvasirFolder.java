package org.fedmas.testkit;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import javax.imageio.ImageIO;

/**
 * A data folder in the published form of HyperKvasir with small generated pictures.
 *
 * @param data the data folder
 */
public record KvasirFolder(Path data) {

  /** Path of the folder of each class below {@code labeled-images/}, by its name in the split. */
  public static final Map<String, String> CLASSES =
      Map.ofEntries(
          Map.entry("barretts", "upper-gi-tract/pathological-findings/barretts"),
          Map.entry("bbps-0-1", "lower-gi-tract/quality-of-mucosal-views/bbps-0-1"),
          Map.entry("bbps-2-3", "lower-gi-tract/quality-of-mucosal-views/bbps-2-3"),
          Map.entry(
              "dyed-lifted-polyps", "lower-gi-tract/therapeutic-interventions/dyed-lifted-polyps"),
          Map.entry(
              "dyed-resection-margins",
              "lower-gi-tract/therapeutic-interventions/dyed-resection-margins"),
          Map.entry("hemorroids", "lower-gi-tract/pathological-findings/hemorrhoids"),
          Map.entry("ileum", "lower-gi-tract/anatomical-landmarks/ileum"),
          Map.entry("impacted-stool", "lower-gi-tract/quality-of-mucosal-views/impacted-stool"),
          Map.entry("normal-cecum", "lower-gi-tract/anatomical-landmarks/cecum"),
          Map.entry("normal-pylorus", "upper-gi-tract/anatomical-landmarks/pylorus"),
          Map.entry("normal-z-line", "upper-gi-tract/anatomical-landmarks/z-line"),
          Map.entry("oesophagitis-a", "upper-gi-tract/pathological-findings/esophagitis-a"),
          Map.entry("oesophagitis-b-d", "upper-gi-tract/pathological-findings/esophagitis-b-d"),
          Map.entry("polyp", "lower-gi-tract/pathological-findings/polyps"),
          Map.entry("retroflex-rectum", "lower-gi-tract/anatomical-landmarks/retroflex-rectum"),
          Map.entry("retroflex-stomach", "upper-gi-tract/anatomical-landmarks/retroflex-stomach"),
          Map.entry(
              "short-segment-barretts",
              "upper-gi-tract/pathological-findings/barretts-short-segment"),
          Map.entry(
              "ulcerative-colitis-grade-0-1",
              "lower-gi-tract/pathological-findings/ulcerative-colitis-grade-0-1"),
          Map.entry(
              "ulcerative-colitis-grade-1",
              "lower-gi-tract/pathological-findings/ulcerative-colitis-grade-1"),
          Map.entry(
              "ulcerative-colitis-grade-1-2",
              "lower-gi-tract/pathological-findings/ulcerative-colitis-grade-1-2"),
          Map.entry(
              "ulcerative-colitis-grade-2",
              "lower-gi-tract/pathological-findings/ulcerative-colitis-grade-2"),
          Map.entry(
              "ulcerative-colitis-grade-2-3",
              "lower-gi-tract/pathological-findings/ulcerative-colitis-grade-2-3"),
          Map.entry(
              "ulcerative-colitis-grade-3",
              "lower-gi-tract/pathological-findings/ulcerative-colitis-grade-3"));

  /** Number of cells on each side of a picture; every cell has one random grey value. */
  private static final int CELLS = 8;

  private static final int SIDE = 40;

  /** Creates a folder with as many images of each class, dealt to the folds in turn. */
  public static KvasirFolder in(Path data, int imagesPerClass) {
    KvasirFolder folder = new KvasirFolder(data);
    int number = 0;
    for (String name : new TreeMap<>(CLASSES).keySet()) {
      for (int i = 0; i < imagesPerClass; i++) {
        folder.picture(name, number, number);
        number++;
      }
    }
    folder.writeSplit(imagesPerClass, 5);
    folder.writeSplit(imagesPerClass, 2);
    return folder;
  }

  /** Returns the file name of an image. */
  public static String image(int number) {
    return new UUID(0x5eed_4000L + number, 0x8000_0000_0000_0000L + number) + ".jpg";
  }

  /** Returns the file of an image of a class. */
  public Path file(String name, int number) {
    return data.resolve("labeled-images").resolve(CLASSES.get(name)).resolve(image(number));
  }

  /** Returns the file of the split into so many folds. */
  public Path split(int folds) {
    return data.resolve(folds + "_fold_split.csv");
  }

  /** Writes a picture; pictures of one seed are equal. */
  public void picture(String name, int number, long seed) {
    Random random = new Random(seed * 7919 + 17);
    int[] cells = random.ints((long) CELLS * CELLS, 0, 256).toArray();
    BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < SIDE * SIDE; i++) {
      int x = i % SIDE;
      int y = i / SIDE;
      int value = cells[y * CELLS / SIDE * CELLS + x * CELLS / SIDE];
      picture.setRGB(x, y, value << 16 | value / 2 << 8 | value / 3);
    }
    try {
      Path file = file(name, number);
      Files.createDirectories(file.getParent());
      ImageIO.write(picture, "jpg", file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void writeSplit(int imagesPerClass, int folds) {
    List<String> lines = new ArrayList<>(List.of("file-name;class-name;split-index"));
    int number = 0;
    for (String name : new TreeMap<>(CLASSES).keySet()) {
      for (int i = 0; i < imagesPerClass; i++) {
        lines.add(image(number++) + ";" + name + ";" + i % folds);
      }
    }
    try {
      Files.write(split(folds), lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
