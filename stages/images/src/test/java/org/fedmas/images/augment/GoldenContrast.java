package org.fedmas.images.augment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.PrimitiveIterator;
import java.util.stream.LongStream;
import org.fedmas.images.ImageSize;
import org.fedmas.images.RgbImage;
import org.fedmas.images.prepare.PillowResize;
import org.fedmas.testkit.Golden;
import org.fedmas.testkit.GoldenHash;
import org.fedmas.testkit.Parity;

/** Comparisons of the contrastive augmentation with {@code moco.json}. */
final class GoldenContrast {

  static final String FILE = "moco.json";
  static final JsonNode WHOLE = Golden.json(FILE);
  static final JsonNode GOLDEN = WHOLE.get("augmentation");

  private static final long SEED = WHOLE.get("seed").longValue();

  private GoldenContrast() {}

  /** Compares every single step, byte by byte. */
  static void operators() {
    int number = 0;
    for (JsonNode one : GOLDEN.get("operators")) {
      String operator = one.get("op").asText();
      RgbImage ours =
          operate(
              operator, input(one.get("input").asText()), Golden.numbers(one.get("parameters")));
      String name = "operator %s %s".formatted(number++, operator);
      Parity.close(
          FILE, name + " size", new double[] {ours.width(), ours.height()}, of(one, "wh"), 0);
      Parity.close(FILE, name, bytes(ours), of(one, "bytes"), 0);
    }
  }

  /** Compares the rectangles that uniform numbers give. */
  static void cropBoxes() {
    int number = 0;
    for (JsonNode one : GOLDEN.get("crop_boxes")) {
      double[] size = of(one, "hw");
      PrimitiveIterator.OfLong places =
          LongStream.iterate(one.get("u_from").longValue(), i -> i + 1).iterator();
      CropBox box =
          CropBox.draw(
              () -> GoldenHash.unit(SEED, 955000, places.nextLong()),
              new ImageSize((int) size[1], (int) size[0]));
      double[] ours = {box.top(), box.left(), box.height(), box.width()};
      Parity.close(FILE, "crop box " + number++, ours, of(one, "box"), 0);
    }
  }

  /** Compares the numbers that shifts of hue and radii become. */
  static void parameters() {
    for (JsonNode row : GOLDEN.get("hue_shift")) {
      double turns = row.get(0).doubleValue();
      int shift = new ColourChange.Hue(turns).shift();
      Parity.close(FILE, "hue shift " + turns, shift, row.get(1).doubleValue(), 0);
    }
    for (JsonNode row : GOLDEN.get("box_blur")) {
      double sigma = row.get(0).doubleValue();
      float radius = BoxBlur.radius((float) sigma);
      int[] weights = BoxBlur.weights(radius);
      String name = "box blur " + sigma;
      Parity.close(FILE, name + " radius", radius, row.get(1).doubleValue(), 1e-6);
      double[] ours = {weights.length / 2 - 1, weights[1], weights[0]};
      double[] wanted = {
        row.get(2).doubleValue(), row.get(3).doubleValue(), row.get(4).doubleValue()
      };
      Parity.close(FILE, name + " weights", ours, wanted, 0);
    }
  }

  /** Returns the draw that a case of {@code pipelines} describes. */
  static ContrastiveDraw draw(JsonNode one) {
    double[] box = of(one, "crop");
    List<ColourChange> jitter = new ArrayList<>();
    for (JsonNode name : one.get("jitter_order")) {
      double factor = one.get("factors").get(name.asText()).doubleValue();
      jitter.add(change(name.asText(), factor));
    }
    return new ContrastiveDraw(
        new CropBox((int) box[0], (int) box[1], (int) box[2], (int) box[3]),
        jitter,
        one.get("grayscale").booleanValue(),
        one.get("sigma").isNull()
            ? OptionalDouble.empty()
            : OptionalDouble.of(one.get("sigma").doubleValue()),
        one.get("hflip").booleanValue());
  }

  private static RgbImage operate(String operator, RgbImage image, double[] parameters) {
    return switch (operator) {
      case "grayscale" -> Luma.grey(image);
      case "hflip" -> Flip.apply(image, true, false);
      case "gaussian_blur" -> BoxBlur.apply(image, parameters[0]);
      case "resized_crop" ->
          PillowResize.resize(
              image.part(
                  (int) parameters[1],
                  (int) parameters[0],
                  (int) parameters[3],
                  (int) parameters[2]),
              (int) parameters[4],
              (int) parameters[4]);
      default -> change(operator, parameters[0]).apply(image);
    };
  }

  private static ColourChange change(String name, double factor) {
    return switch (name) {
      case "brightness" -> new ColourChange.Brightness(factor);
      case "contrast" -> new ColourChange.Contrast(factor);
      case "saturation" -> new ColourChange.Saturation(factor);
      case "hue" -> new ColourChange.Hue(factor);
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static RgbImage input(String name) {
    JsonNode node = GOLDEN.get("inputs").get(name);
    int width = node.get("wh").get(0).intValue();
    int height = node.get("wh").get(1).intValue();
    int[] values =
        node.has("bytes")
            ? Golden.integers(node.get("bytes"))
            : GoldenHash.integers(SEED, node.get("stream").longValue(), width * height * 3, 256);
    byte[] pixels = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      pixels[i] = (byte) values[i];
    }
    return new RgbImage(width, height, pixels);
  }

  static double[] bytes(RgbImage image) {
    double[] values = new double[image.pixels().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = image.pixels()[i] & 0xFF;
    }
    return values;
  }

  private static double[] of(JsonNode node, String field) {
    return Golden.numbers(node.get(field));
  }
}
