package org.fedmas.images;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Map;
import org.fedmas.images.GoldenPicture.Tolerance;
import org.fedmas.images.prepare.Normalisation;
import org.fedmas.images.prepare.PillowBicubic;
import org.fedmas.testkit.Golden;
import org.fedmas.testkit.GoldenHash;
import org.fedmas.testkit.Parity;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The preparation that the publishers of encoders use, in {@code vit.json}. Decoding, cropping and
 * normalising are the project's own, the bicubic filter is this test's.
 */
@Tag("parity")
class EncoderPreparationParityTest {

  private static final String FILE = "vit.json";
  private static final JsonNode WHOLE = Golden.json(FILE);
  private static final JsonNode GOLDEN = WHOLE.get("preprocess");

  @Test
  void sizes() {
    for (JsonNode one : GOLDEN.get("sizes")) {
      int width = one.get("wh").get(0).intValue();
      int height = one.get("wh").get(1).intValue();
      one.fields()
          .forEachRemaining(
              field -> {
                if (field.getKey().contains("/")) {
                  String[] words = field.getKey().split("/");
                  int crop = Integer.parseInt(words[1]);
                  ImageSize size = target(width, height, Integer.parseInt(words[0]));
                  double[] ours = {
                    size.width(), size.height(), left(size.width(), crop), left(size.height(), crop)
                  };
                  String name = "preprocess %s×%s %s".formatted(width, height, field.getKey());
                  Parity.close(FILE, name, ours, Golden.numbers(field.getValue()), 0);
                }
              });
    }
  }

  @Test
  void smallPictures() {
    int number = 0;
    for (JsonNode one : GOLDEN.get("small")) {
      int width = one.get("wh").get(0).intValue();
      int height = one.get("wh").get(1).intValue();
      int[] values =
          GoldenHash.integers(
              WHOLE.get("seed").longValue(),
              one.get("stream").longValue(),
              width * height * 3,
              256);
      byte[] pixels = new byte[values.length];
      for (int i = 0; i < values.length; i++) {
        pixels[i] = (byte) values[i];
      }
      RgbImage ours =
          PillowBicubic.resize(
              new RgbImage(width, height, pixels),
              one.get("to_wh").get(0).intValue(),
              one.get("to_wh").get(1).intValue());
      double[] bytes = new double[ours.pixels().length];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = ours.pixels()[i] & 0xFF;
      }
      double[] wanted = Golden.numbers(one.get("bytes"));
      Parity.close(FILE, "preprocess small " + number++, bytes, wanted, 0);
    }
  }

  @Test
  void files() throws Exception {
    Iterator<Map.Entry<String, JsonNode>> cases = GOLDEN.get("files").fields();
    while (cases.hasNext()) {
      Map.Entry<String, JsonNode> one = cases.next();
      JsonNode golden = one.getValue();
      String file = golden.get("file").asText();
      RgbImage image = GoldenImagesTest.read(file.substring(file.indexOf('/') + 1));
      double[] size = Golden.numbers(golden.get("resized_wh"));
      double[] corner = Golden.numbers(golden.get("left_top"));
      int crop = golden.get("crop").intValue();
      RgbImage ours =
          PillowBicubic.resize(image, (int) size[0], (int) size[1])
              .part((int) corner[0], (int) corner[1], crop, crop);
      String name = "preprocess " + one.getKey();
      GoldenPicture.compare(FILE, name, ours, golden.get("uint8"), Tolerance.EXACT);
      compareNormalised(name, ours, golden);
    }
  }

  private static void compareNormalised(String name, RgbImage ours, JsonNode golden) {
    Normalisation normalisation =
        name.contains("clip") ? Normalisation.CLIP : Normalisation.IMAGENET;
    float[] values = new float[ours.pixels().length];
    normalisation.channelsLast(ours, values, 0);
    double[][] statistics = GoldenPicture.statistics(values);
    String[] fields = {"normalised_mean", "normalised_std"};
    for (int i = 0; i < fields.length; i++) {
      double[] wanted = Golden.numbers(golden.get(fields[i]));
      Parity.close(FILE, name + " " + fields[i], statistics[i], wanted, 1e-6);
    }
    double[] thumbs = GoldenPicture.blockMeans(values, ours.width(), 8);
    double[] wanted = Golden.numbers(golden.get("normalised_thumb8"));
    Parity.close(FILE, name + " normalised_thumb8", thumbs, wanted, 2e-6);
  }

  private static ImageSize target(int width, int height, int shorter) {
    return width <= height
        ? new ImageSize(shorter, (int) ((long) shorter * height / width))
        : new ImageSize((int) ((long) shorter * width / height), shorter);
  }

  /** Returns the first column or row of a central crop, halves rounded to even. */
  private static int left(int side, int crop) {
    return (int) Math.rint((side - crop) / 2.0);
  }
}
