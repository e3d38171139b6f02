package org.fedmas.images;

import com.fasterxml.jackson.databind.JsonNode;
import org.fedmas.images.GoldenPicture.Tolerance;
import org.fedmas.images.augment.Augmentation;
import org.fedmas.images.prepare.ImageSettings;
import org.fedmas.images.prepare.Resize;
import org.fedmas.testkit.Golden;
import org.junit.jupiter.api.Test;

/** A quick share of the golden cases, so that an ordinary build notices a changed byte. */
class GoldenPngTest {

  @Test
  void pngPicturesHaveTheReferenceBytes() throws Exception {
    JsonNode files = Golden.json("images.json").get("files");
    for (String name : GoldenImagesTest.files()) {
      if (!name.endsWith(".png")) {
        continue;
      }
      JsonNode expected = files.get(name);
      RgbImage image = GoldenImagesTest.read(name);
      GoldenPicture.compare(name + " decoded", image, expected.get("decoded"), Tolerance.EXACT);
      RgbImage square = new Resize.Squash(224).apply(image);
      GoldenPicture.compare(
          name + " resize224", square, expected.get("resize224"), Tolerance.EXACT);
      JsonNode augmented = expected.get("augmented").get(0);
      GoldenPicture.compare(
          name + " augmented 0 resized_uint8",
          new Augmentation.FullSize(ImageSettings.squash(224))
              .apply(image, GoldenImagesTest.draw(augmented)),
          augmented.get("resized_uint8"),
          Tolerance.ONE_LEVEL);
    }
  }
}
