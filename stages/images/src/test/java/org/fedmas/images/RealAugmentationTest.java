package org.fedmas.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fedmas.contract.Digest;
import org.fedmas.images.augment.Augmentation;
import org.fedmas.images.augment.AugmentationDraw;
import org.fedmas.images.decode.ImageDecoder;
import org.fedmas.images.prepare.ImageSettings;
import org.fedmas.images.prepare.Resize;
import org.fedmas.images.view.View;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How far augmenting stored pixels is from augmenting the original, on real images of native size.
 */
@Tag("e2e")
class RealAugmentationTest {

  private static final int SIDE = 224;
  private static final int DRAWS = 2;

  @Test
  void storedPixelsComeCloseToTheOriginal() throws Exception {
    String isic = System.getProperty("fedmas.isic", "");
    assumeFalse(isic.isEmpty(), "no folder of real images: -Dfedmas.isic=DIR names one");
    Path folder = Path.of(isic);
    assumeFalse(Files.notExists(folder.resolve("manifest.csv")), "the folder has no manifest.csv");
    Resize resize = new Resize.Squash(SIDE);
    double inProportion = 0;
    double askew = 0;
    double plain = 0;
    int views = 0;
    for (String name : nativeSize(folder)) {
      byte[] file = Files.readAllBytes(folder.resolve("ISIC_2019_Training_Input/" + name + ".jpg"));
      RgbImage source = ImageDecoder.decode(file, name);
      RgbImage stored = resize.apply(source);
      for (int view = 1; view <= DRAWS; view++) {
        AugmentationDraw draw = new View.Numbered(view, 0).draw(Digest.of(file)).orElseThrow();
        RgbImage full = new Augmentation.FullSize(ImageSettings.squash(SIDE)).apply(source, draw);
        Augmentation.Stored ours = Augmentation.Stored.of(resize, source.size());
        inProportion += Pictures.difference(full, ours.apply(stored, draw));
        Augmentation.Stored square = new Augmentation.Stored(ours.scale(), 1);
        askew += Pictures.difference(full, square.apply(stored, draw));
        plain += Pictures.difference(full, stored);
        views++;
      }
    }
    System.out.printf(
        "stored against full-size augmentation, %d views: mean absolute difference %.3f grey levels"
            + " (%.3f if squashed pixels were taken for square ones, %.3f without augmentation)%n",
        views, inProportion / views, askew / views, plain / views);
    assertThat(inProportion / views).isLessThan(1);
    assertThat(inProportion).isLessThan(askew / 3);
  }

  private static List<String> nativeSize(Path folder) throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve("manifest.csv"));
    int resized = List.of(lines.get(0).split(",")).indexOf("resized_by_source");
    return lines.stream()
        .skip(1)
        .map(line -> line.split(","))
        .filter(cells -> cells[resized].equals("0"))
        .map(cells -> cells[0])
        .toList();
  }
}
