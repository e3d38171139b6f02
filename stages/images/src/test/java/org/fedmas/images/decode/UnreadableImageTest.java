package org.fedmas.images.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.fedmas.images.Pictures;
import org.fedmas.images.RgbImage;
import org.junit.jupiter.api.Test;

class UnreadableImageTest {

  private static final RgbImage PICTURE = Pictures.smooth(70, 50);

  private final byte[] jpeg =
      Pictures.jpeg(Pictures.buffered(PICTURE, BufferedImage.TYPE_INT_RGB), false);
  private final byte[] png = Pictures.png(Pictures.buffered(PICTURE, BufferedImage.TYPE_INT_RGB));

  @Test
  void anEmptyFile() {
    refused(new byte[0], "empty");
  }

  @Test
  void textNamedAsAnImage() {
    String expected = ", expected JPEG, PNG, BMP, TIFF, WebP, GIF, JPEG 2000, DICOM";
    refused("not a picture".getBytes(StandardCharsets.UTF_8), "found text" + expected);
    refused(new byte[] {7}, "not a picture that is read: found an unknown format" + expected);
  }

  @Test
  void aJpegCutAnywhere() {
    for (int length = 2; length < jpeg.length; length++) {
      refused(Arrays.copyOf(jpeg, length), "cut short");
    }
  }

  @Test
  void aProgressiveJpegCutBetweenItsScans() {
    byte[] whole = Pictures.jpeg(Pictures.buffered(PICTURE, BufferedImage.TYPE_INT_RGB), true);
    for (int tenth = 1; tenth < 10; tenth++) {
      refused(Arrays.copyOf(whole, whole.length * tenth / 10), "cut short");
    }
  }

  @Test
  void aJpegWithItsLastRowsMissing() {
    byte[] cut = Arrays.copyOf(jpeg, jpeg.length * 9 / 10);
    cut[cut.length - 2] = (byte) 0xFF;
    cut[cut.length - 1] = (byte) 0xD9;
    refused(cut, "damaged");
  }

  @Test
  void aPngCutAnywhere() {
    for (int length = 8; length < png.length; length++) {
      refused(Arrays.copyOf(png, length), "cut short");
    }
  }

  @Test
  void aPngWithOneWrongByte() {
    for (int i = 16; i < png.length; i += 7) {
      byte[] wrong = png.clone();
      wrong[i] ^= 0x10;
      assertThatExceptionOfType(ImageUnreadableException.class)
          .isThrownBy(() -> ImageDecoder.decode(wrong, "wrong.png"));
    }
  }

  @Test
  void aPngWithTooFewLines() {
    refused(Pictures.png(4, 4, 8, 2, new byte[2 * 13]), "damaged");
  }

  @Test
  void aHeaderThatClaimsHugeSides() {
    byte[] huge = Pictures.png(60_000, 60_000, 8, 2, new byte[10]);
    refused(huge, "60000×60000 is 3600000000 pixels, the limit is 100000000");
    refused(Pictures.png(Integer.MAX_VALUE, Integer.MAX_VALUE, 8, 2, new byte[10]), "limit");
    refused(Pictures.png(0, 5, 8, 2, new byte[10]), "size of 0×5");
    refused(Pictures.png(-1, 5, 8, 2, new byte[10]), "size of 4294967295×5");
  }

  @Test
  void aHugeJpeg() {
    byte[] huge = jpeg.clone();
    for (int i = 2; ; i++) {
      if ((huge[i] & 0xFF) == 0xFF && (huge[i + 1] & 0xFF) == 0xC0) {
        Arrays.fill(huge, i + 5, i + 9, (byte) 0xFF);
        break;
      }
    }
    refused(huge, "65535×65535 is 4294836225 pixels");
  }

  @Test
  void aLimitOfTheCaller() {
    assertThatExceptionOfType(ImageUnreadableException.class)
        .isThrownBy(() -> ImageDecoder.decode(jpeg, "a.jpg", 70 * 50 - 1))
        .withMessageContaining("the limit is 3499");
  }

  @Test
  void otherFormatsAreNamed() {
    Map<String, String> names =
        Map.of(
            "\0\0\0\34ftypheic", "a HEIC picture",
            "\0\0\0\34ftypavif", "an AVIF picture",
            "%PDF-1.4", "a PDF document",
            "PK\3\4", "a ZIP archive",
            "<!DOCTYPE html><html>", "an HTML page",
            "<?xml version='1.0'?><svg", "an SVG drawing",
            "version https://git-lfs.github.com/spec/v1", "a Git LFS pointer",
            "\37\u008b\b", "a gzip archive",
            "\0\0\0\0\0", "only zero bytes");
    names.forEach(
        (start, name) -> refused(start.getBytes(StandardCharsets.ISO_8859_1), "found " + name));
  }

  @Test
  void theMessageNamesTheFile() {
    assertThatExceptionOfType(ImageUnreadableException.class)
        .isThrownBy(() -> ImageDecoder.decode(new byte[0], "ISIC_1.jpg"))
        .withMessage("cannot read image ISIC_1.jpg: the file is empty");
  }

  private static void refused(byte[] file, String reason) {
    assertThatExceptionOfType(ImageUnreadableException.class)
        .as("%d bytes", file.length)
        .isThrownBy(() -> ImageDecoder.decode(file, "some.jpg"))
        .satisfies(e -> assertThat(e.reason()).contains(reason));
  }
}
