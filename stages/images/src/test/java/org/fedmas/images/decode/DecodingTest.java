package org.fedmas.images.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.fedmas.images.ImageSize;
import org.fedmas.images.Pictures;
import org.fedmas.images.RgbImage;
import org.fedmas.images.prepare.Resize;
import org.junit.jupiter.api.Test;

class DecodingTest {

  private static final Decoding FAST =
      new Decoding(Decoding.Detail.FAST, JpegLibrary.LIBJPEG_TURBO, Decoding.Orientation.STORED);
  private static final Decoding TURBO =
      new Decoding(Decoding.Detail.EXACT, JpegLibrary.LIBJPEG_TURBO, Decoding.Orientation.STORED);

  private final byte[] jpeg =
      Pictures.jpeg(
          Pictures.buffered(Pictures.smooth(600, 450), BufferedImage.TYPE_INT_RGB), false);

  @Test
  void theBundledLibraryLoadsHere() {
    assertThat(JpegLibrary.LIBJPEG_TURBO.problem()).isEmpty();
    assertThat(JpegLibrary.LIBJPEG_TURBO.required()).isEqualTo(JpegLibrary.LIBJPEG_TURBO);
  }

  @Test
  void fastDecodesNoSmallerThanWhatIsStored() throws Exception {
    assertThat(decodedSize(new Resize.Squash(300))).isEqualTo(new ImageSize(600, 450));
    assertThat(decodedSize(new Resize.Squash(224))).isEqualTo(new ImageSize(300, 225));
    assertThat(decodedSize(new Resize.ShorterSide(224))).isEqualTo(new ImageSize(300, 225));
    assertThat(decodedSize(new Resize.Squash(113))).isEqualTo(new ImageSize(150, 113));
    assertThat(decodedSize(new Resize.Squash(32))).isEqualTo(new ImageSize(75, 57));
  }

  @Test
  void fastKeepsTheSourcesSizeAndProportions() throws Exception {
    Resize resize = new Resize.ShorterSide(100);
    PreparedPicture picture = ImageDecoder.resized(jpeg, "a.jpg", FAST, resize);
    assertThat(picture.source()).isEqualTo(new ImageSize(600, 450));
    RgbImage exact = ImageDecoder.resized(jpeg, "a.jpg", TURBO, resize).image();
    assertThat(picture.image().size()).isEqualTo(exact.size());
    assertThat(Pictures.difference(picture.image(), exact)).isBetween(0.0001, 2.5);
  }

  @Test
  void theContentDecidesNotTheEnding() throws Exception {
    byte[] png =
        Pictures.png(Pictures.buffered(Pictures.smooth(60, 45), BufferedImage.TYPE_INT_RGB));
    Resize resize = new Resize.Squash(32);
    for (Decoding decoding : List.of(FAST, TURBO, Decoding.EXACT)) {
      for (byte[] file : List.of(png, jpeg)) {
        RgbImage named = ImageDecoder.resized(file, "a.png", decoding, resize).image();
        RgbImage misnamed = ImageDecoder.resized(file, "a.jpg", decoding, resize).image();
        assertThat(misnamed).isEqualTo(named);
      }
    }
    assertThat(ImageDecoder.decode(png, "a.jpg")).isEqualTo(Pictures.smooth(60, 45));
  }

  @Test
  void greyPicturesGoTheFastWayToo() throws Exception {
    byte[] grey =
        Pictures.jpeg(
            Pictures.buffered(Pictures.smooth(203, 151), BufferedImage.TYPE_BYTE_GRAY), false);
    Resize whole = new Resize.Squash(151);
    assertThat(decoded(grey, TURBO, whole)).isEqualTo(ImageDecoder.decode(grey, "g.jpg"));
    assertThat(decoded(grey, FAST, new Resize.Squash(70)).size()).isEqualTo(new ImageSize(102, 76));
  }

  @Test
  void theJdkDecodesEveryPixel() throws Exception {
    Decoding jdk = new Decoding(Decoding.Detail.FAST, JpegLibrary.JDK, Decoding.Orientation.STORED);
    assertThat(decoded(jpeg, jdk, new Resize.Squash(32)))
        .isEqualTo(ImageDecoder.decode(jpeg, "a.jpg"));
  }

  @Test
  void damageIsSaidWhicheverLibraryDecodes() {
    for (Decoding decoding : List.of(TURBO, FAST)) {
      for (int tenth = 1; tenth < 10; tenth++) {
        byte[] cut = Arrays.copyOf(jpeg, jpeg.length * tenth / 10);
        assertThatExceptionOfType(ImageUnreadableException.class)
            .isThrownBy(() -> ImageDecoder.resized(cut, "c.jpg", decoding, new Resize.Squash(32)))
            .withMessageContaining("c.jpg: cut short");
      }
      byte[] shorter = Arrays.copyOf(jpeg, jpeg.length * 2 / 3);
      shorter[shorter.length - 2] = (byte) 0xFF;
      shorter[shorter.length - 1] = (byte) 0xD9;
      assertThatExceptionOfType(ImageUnreadableException.class)
          .isThrownBy(() -> ImageDecoder.resized(shorter, "s.jpg", decoding, new Resize.Squash(32)))
          .withMessageContaining("s.jpg: damaged");
    }
  }

  @Test
  void extraBytesBeforeAMarkerGiveAWarningAndTheSamePixels() throws Exception {
    byte[] extra = Arrays.copyOf(jpeg, jpeg.length + 20);
    Arrays.fill(extra, jpeg.length - 2, extra.length - 2, (byte) 7);
    extra[extra.length - 2] = (byte) 0xFF;
    extra[extra.length - 1] = (byte) 0xD9;
    Resize resize = new Resize.Squash(32);
    for (Decoding decoding : List.of(Decoding.EXACT, TURBO)) {
      PreparedPicture picture = ImageDecoder.resized(extra, "extra.jpg", decoding, resize);
      PreparedPicture clean = ImageDecoder.resized(jpeg, "clean.jpg", decoding, resize);
      assertThat(picture.warnings())
          .singleElement(InstanceOfAssertFactories.STRING)
          .contains("extraneous bytes before marker 0xd9");
      assertThat(clean.warnings()).isEmpty();
      assertThat(picture.image()).isEqualTo(clean.image());
    }
  }

  /** The bound that configs/README.md states. */
  @Test
  void fastPhotographsDifferLittle() throws Exception {
    String chosen = System.getProperty("fedmas.isic", "");
    assumeTrue(!chosen.isBlank(), "skipped: fedmas.isic names no folder of ISIC 2019 images");
    Path folder = Path.of(chosen).resolve("ISIC_2019_Training_Input");
    assumeTrue(Files.isDirectory(folder), "skipped: there is no folder " + folder);
    Resize resize = new Resize.Squash(224);
    double sum = 0;
    int reduced = 0;
    for (Path file : photographs(folder)) {
      byte[] bytes = Files.readAllBytes(file);
      ImageSize size = ImageDecoder.size(bytes, file.toString());
      if (FAST.reduction(size, resize.target(size)) > 1) {
        RgbImage fast = ImageDecoder.resized(bytes, file.toString(), FAST, resize).image();
        RgbImage exact = ImageDecoder.resized(bytes, file.toString(), TURBO, resize).image();
        double difference = Pictures.difference(fast, exact);
        assertThat(difference).as("%s", file).isLessThan(2.0);
        sum += difference;
        reduced++;
      }
    }
    assertThat(reduced).isPositive();
    assertThat(sum / reduced).isLessThan(0.8);
  }

  private ImageSize decodedSize(Resize resize) throws Exception {
    return decoded(jpeg, FAST, resize).size();
  }

  private static RgbImage decoded(byte[] file, Decoding decoding, Resize resize) throws Exception {
    return ImageDecoder.decode(file, "a.jpg", decoding, resize, (rows, size) -> rows.image())
        .image();
  }

  private static List<Path> photographs(Path folder) throws Exception {
    try (Stream<Path> listed = Files.list(folder)) {
      return listed.filter(file -> file.toString().endsWith(".jpg")).sorted().toList();
    }
  }
}
