package org.fedmas.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fedmas.images.decode.ImageDecoder;
import org.junit.jupiter.api.Test;

/** Photographs as clinics store them, in the folder that {@code fedmas.isic} names. */
class RealImagesTest {

  private static final int ENOUGH = 12;

  @Test
  void photographsDecodeToThePlatformsBytes() throws Exception {
    String chosen = System.getProperty("fedmas.isic", "");
    assumeTrue(!chosen.isBlank(), "skipped: fedmas.isic names no folder of ISIC 2019 images");
    Path folder = Path.of(chosen).resolve("ISIC_2019_Training_Input");
    assumeTrue(Files.isDirectory(folder), "skipped: there is no folder " + folder);
    List<Path> files;
    try (Stream<Path> listed = Files.list(folder)) {
      files =
          listed
              .filter(file -> file.toString().endsWith(".jpg"))
              .sorted()
              .limit(ENOUGH)
              .collect(Collectors.toList());
    }
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      byte[] bytes = Files.readAllBytes(file);
      RgbImage image = ImageDecoder.decode(bytes, file.getFileName().toString());
      assertThat(image).as("%s", file).isEqualTo(Pictures.byThePlatform(bytes));
      assertThat(ImageDecoder.size(bytes, "size")).isEqualTo(image.size());
    }
  }
}
