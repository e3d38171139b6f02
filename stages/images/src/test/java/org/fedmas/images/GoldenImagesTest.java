package org.fedmas.images;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.fedmas.images.GoldenPicture.Tolerance;
import org.fedmas.images.augment.Augmentation;
import org.fedmas.images.augment.AugmentationDraw;
import org.fedmas.images.augment.Blur;
import org.fedmas.images.augment.Flip;
import org.fedmas.images.augment.GaussianKernel;
import org.fedmas.images.augment.Rotation;
import org.fedmas.images.decode.ImageDecoder;
import org.fedmas.images.decode.ImageUnreadableException;
import org.fedmas.images.prepare.ColourConstancy;
import org.fedmas.images.prepare.ImageSettings;
import org.fedmas.images.prepare.Normalisation;
import org.fedmas.images.prepare.Resize;
import org.fedmas.images.prepare.ShadesOfGrey;
import org.fedmas.testkit.Golden;
import org.fedmas.testkit.Parity;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("parity")
class GoldenImagesTest {

  private static final String FILE = "images.json";

  private final JsonNode golden = Golden.json(FILE);
  private final Normalisation normalisation =
      new Normalisation(Golden.numbers(golden.get("mean")), Golden.numbers(golden.get("std")));

  static List<String> files() {
    return names(Golden.json(FILE).get("files"));
  }

  static List<String> converted() {
    return names(Golden.json(FILE).get("convert"));
  }

  static RgbImage read(String name) throws IOException, ImageUnreadableException {
    byte[] file = Files.readAllBytes(Golden.folder().resolve("images").resolve(name));
    return ImageDecoder.decode(file, name);
  }

  @ParameterizedTest
  @MethodSource("files")
  void decodesAndResizes(String name) throws Exception {
    JsonNode expected = golden.get("files").get(name);
    RgbImage image = read(name);
    GoldenPicture.compare(
        name + " decoded", image, expected.get("decoded"), within(name, Tolerance.EXACT));
    GoldenPicture.compare(
        name + " shorter224",
        new Resize.ShorterSide(224).apply(image),
        expected.get("shorter224"),
        within(name, Tolerance.EXACT));
    RgbImage square = new Resize.Squash(224).apply(image);
    GoldenPicture.compare(
        name + " resize224", square, expected.get("resize224"), within(name, Tolerance.EXACT));
    normalised(name + " normalised", name, square, expected.get("normalised"));
  }

  @ParameterizedTest
  @MethodSource("files")
  void takesTheLightOut(String name) throws Exception {
    JsonNode expected = golden.get("files").get(name).get("constancy");
    RgbImage image = new Resize.ShorterSide(224).apply(read(name));
    ShadesOfGrey light = new ShadesOfGrey(image);
    double[] mean = Golden.numbers(expected.get("minkowski_mean"));
    Parity.close(FILE, name + " minkowski", light.minkowskiMean(), mean, jpeg(name) ? 0.5 : 0.05);
    double[] gain = Golden.numbers(expected.get("gain"));
    Parity.close(FILE, name + " gain", light.gain(), gain, jpeg(name) ? 3e-3 : 3e-5);
    // a gain moved by 1e-5, or another decoder, moves some of the brightest values across 255
    double overflow = expected.get("overflow_values").doubleValue();
    double values = jpeg(name) ? 0.2 * overflow + 20 : 0.02 * overflow + 4;
    Parity.close(FILE, name + " overflow", light.overflow(), overflow, values);
    GoldenPicture.compareWrapped(
        name + " wrapped",
        ColourConstancy.WRAP.apply(image),
        expected.get("wrapped"),
        constancy(name));
    GoldenPicture.compare(
        name + " saturated",
        ColourConstancy.CLIP.apply(image),
        expected.get("saturated"),
        constancy(name));
  }

  @ParameterizedTest
  @MethodSource("files")
  void augments(String name) throws Exception {
    RgbImage image = read(name);
    JsonNode cases = golden.get("files").get(name).get("augmented");
    for (int i = 0; i < cases.size(); i++) {
      JsonNode expected = cases.get(i);
      String label = name + " augmented " + i;
      AugmentationDraw draw = draw(expected);
      double[] across = GaussianKernel.of(Augmentation.BLUR_WIDTH, draw.sigma());
      double[] down = GaussianKernel.of(Augmentation.BLUR_HEIGHT, draw.sigma());
      kernel(label + " kernel_x5", across, expected.get("kernel_x5"));
      kernel(label + " kernel_y9", down, expected.get("kernel_y9"));

      RgbImage flipped = Flip.apply(image, draw.horizontalFlip(), draw.verticalFlip());
      Parity.close(
          FILE,
          label + " after_flip",
          GoldenPicture.samples(flipped, null),
          Golden.numbers(expected.get("after_flip_grid8")),
          within(name, Tolerance.EXACT).sample());
      Tolerance oneLevel = within(name, Tolerance.ONE_LEVEL);
      RgbImage blurred = Blur.apply(flipped, across, down);
      GoldenPicture.compare(label + " after_blur", blurred, expected.get("after_blur"), oneLevel);
      RgbImage rotated = Rotation.nearest(blurred, draw.angleDegrees());
      GoldenPicture.compare(
          label + " after_rotation", rotated, expected.get("after_rotation"), oneLevel);
      RgbImage whole = new Augmentation.FullSize(ImageSettings.squash(224)).apply(image, draw);
      GoldenPicture.compare(
          label + " resized_uint8", whole, expected.get("resized_uint8"), oneLevel);
      normalised(label + " normalised", name, whole, expected.get("normalised"));
    }
  }

  @ParameterizedTest
  @MethodSource("converted")
  void convertsOtherModes(String name) throws Exception {
    GoldenPicture.compare(
        "convert " + name,
        read(name),
        golden.get("convert").get(name),
        within(name, Tolerance.EXACT));
  }

  @Test
  void keepsThePublishedSizes() {
    for (JsonNode row : golden.get("shorter224_sizes")) {
      double[] sizes = Golden.numbers(row);
      ImageSize source = new ImageSize((int) sizes[0], (int) sizes[1]);
      ImageSize target = new Resize.ShorterSide(224).target(source);
      double[] ours = {source.width(), source.height(), target.width(), target.height()};
      Parity.close(FILE, "shorter224 of " + source, ours, sizes, 0);
    }
  }

  private void normalised(String label, String name, RgbImage ours, JsonNode expected) {
    double levels = jpeg(name) ? 3 : 1;
    GoldenPicture.compareNormalised(label, ours, normalisation, expected, 0.018 * levels, 0.01);
  }

  private static void kernel(String label, double[] ours, JsonNode expected) {
    Parity.close(FILE, label, ours, Golden.numbers(expected), 1e-9);
  }

  static AugmentationDraw draw(JsonNode node) {
    return new AugmentationDraw(
        node.get("hflip").booleanValue(),
        node.get("vflip").booleanValue(),
        node.get("sigma").doubleValue(),
        node.get("angle").doubleValue());
  }

  private static Tolerance within(String name, Tolerance png) {
    return jpeg(name) ? Tolerance.JPEG : png;
  }

  /** Float32 sums move a gain by about 1e-5, and truncation turns that into whole levels. */
  private static Tolerance constancy(String name) {
    return jpeg(name) ? new Tolerance(5, 0.7) : Tolerance.ONE_LEVEL;
  }

  private static boolean jpeg(String name) {
    return name.endsWith(".jpg") || name.endsWith(".jpeg");
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
