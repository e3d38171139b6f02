package org.fedmas.images.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.fedmas.images.ImageSize;
import org.fedmas.images.Pictures;
import org.fedmas.images.RgbImage;
import org.fedmas.images.header.JpegColours;
import org.fedmas.images.header.JpegHeader;
import org.fedmas.images.prepare.Resize;
import org.junit.jupiter.api.Test;

class ImageDecoderTest {

  private static final RgbImage PICTURE = Pictures.smooth(75, 53);

  private final byte[] jpeg =
      Pictures.jpeg(Pictures.buffered(PICTURE, BufferedImage.TYPE_INT_RGB), false);

  @Test
  void colourJpegsHaveThePlatformsBytes() throws Exception {
    assertThat(ImageDecoder.decode(jpeg, "a.jpg")).isEqualTo(Pictures.byThePlatform(jpeg));
    assertThat(ImageDecoder.size(jpeg, "a.jpg")).isEqualTo(new ImageSize(75, 53));
  }

  @Test
  void progressiveAndGreyJpegs() throws Exception {
    byte[] progressive =
        Pictures.jpeg(Pictures.buffered(PICTURE, BufferedImage.TYPE_INT_RGB), true);
    assertThat(ImageDecoder.decode(progressive, "p.jpg"))
        .isEqualTo(Pictures.byThePlatform(progressive));
    RgbImage grey =
        ImageDecoder.decode(
            Pictures.jpeg(Pictures.buffered(PICTURE, BufferedImage.TYPE_BYTE_GRAY), false), "g");
    assertThat(grey.size()).isEqualTo(PICTURE.size());
    for (int i = 0; i < grey.pixels().length; i += 3) {
      assertThat(grey.pixels()[i]).isEqualTo(grey.pixels()[i + 1]).isEqualTo(grey.pixels()[i + 2]);
    }
  }

  @Test
  void orientationTagsAreNotApplied() throws Exception {
    byte[] tag =
        "Exif\0\0MM\0*\0\0\0\10\0\1\1\22\0\3\0\0\0\1\0\6\0\0\0\0\0\0"
            .getBytes(StandardCharsets.ISO_8859_1);
    byte[] turned = withSegment(0xE1, tag);
    assertThat(ImageDecoder.decode(turned, "t.jpg")).isEqualTo(ImageDecoder.decode(jpeg, "a.jpg"));
  }

  @Test
  void aTiffIsTurnedUprightOnRequest() throws Exception {
    byte[] tiff =
        "II*\0\10\0\0\0\10\0\0\1\3\0\1\0\0\0\2\0\0\0\1\1\3\0\1\0\0\0\1\0\0\0\2\1\3\0\1\0\0\0\10\0\0\0"
            .concat("\6\1\3\0\1\0\0\0\1\0\0\0\21\1\3\0\1\0\0\0\156\0\0\0\22\1\3\0\1\0\0\0\6\0\0\0")
            .concat("\26\1\3\0\1\0\0\0\1\0\0\0\27\1\3\0\1\0\0\0\2\0\0\0\0\0\0\0\7\11")
            .getBytes(StandardCharsets.ISO_8859_1);
    Decoding upright =
        new Decoding(Decoding.Detail.EXACT, JpegLibrary.JDK, Decoding.Orientation.UPRIGHT);
    PreparedPicture picture =
        ImageDecoder.decode(
            tiff, "a.tif", upright, new Resize.Squash(8), (rows, size) -> rows.image());
    assertThat(ImageDecoder.decode(tiff, "a.tif").pixels()).containsExactly(7, 7, 7, 9, 9, 9);
    assertThat(picture.source()).isEqualTo(new ImageSize(1, 2));
    assertThat(picture.image().pixels()).containsExactly(7, 7, 7, 9, 9, 9);
  }

  @Test
  void unmarkedComponentsAreBrightnessAndColour() throws Exception {
    // without the JFIF segment, which is the first one here and 18 bytes long
    byte[] bare = new byte[jpeg.length - 18];
    bare[0] = jpeg[0];
    bare[1] = jpeg[1];
    System.arraycopy(jpeg, 20, bare, 2, bare.length - 2);
    assertThat(ImageDecoder.decode(bare, "b.jpg")).isEqualTo(ImageDecoder.decode(jpeg, "a.jpg"));
  }

  @Test
  void fourInks() throws Exception {
    byte[] light = inks(255, 255, 255, 255);
    assertThat(ImageDecoder.decode(light, "w.jpg").value(4, 4, 0)).isEqualTo(255);
    RgbImage noRed = ImageDecoder.decode(inks(0, 255, 255, 255), "c.jpg");
    assertThat(noRed.value(4, 4, 0)).isZero();
    assertThat(noRed.value(4, 4, 1)).isEqualTo(255);
    RgbImage black = ImageDecoder.decode(inks(255, 255, 255, 0), "k.jpg");
    assertThat(black.value(4, 4, 2)).isZero();
  }

  @Test
  void brightnessAndInk() {
    byte[] neutral = {(byte) 200, (byte) 128, (byte) 128, (byte) 255};
    byte[] rgb = JpegColours.toRgb(neutral, JpegHeader.Colours.YCCK);
    assertThat(rgb).containsExactly((byte) 55, (byte) 55, (byte) 55);
  }

  @Test
  void alphaIsDroppedWithoutBlending() throws Exception {
    byte[] line = {0, 10, 20, 30, 0, 40, 50, 60, (byte) 128};
    assertThat(ImageDecoder.decode(Pictures.png(2, 1, 8, 6, line), "a.png"))
        .isEqualTo(new RgbImage(2, 1, new byte[] {10, 20, 30, 40, 50, 60}));
    byte[] grey = {0, (byte) 200, 0, 9, 77};
    assertThat(ImageDecoder.decode(Pictures.png(2, 1, 8, 4, grey), "ga.png"))
        .isEqualTo(new RgbImage(2, 1, new byte[] {(byte) 200, (byte) 200, (byte) 200, 9, 9, 9}));
  }

  @Test
  void wideColoursKeepTheirHighByte() throws Exception {
    byte[] rgb = {0, 1, (byte) 255, 2, 0, (byte) 253, 4};
    assertThat(ImageDecoder.decode(Pictures.png(1, 1, 16, 2, rgb), "w.png"))
        .isEqualTo(new RgbImage(1, 1, new byte[] {1, 2, (byte) 253}));
    byte[] rgba = {0, 1, (byte) 255, 2, 0, 3, 4, 0, 0};
    assertThat(ImageDecoder.decode(Pictures.png(1, 1, 16, 6, rgba), "wa.png"))
        .isEqualTo(new RgbImage(1, 1, new byte[] {1, 2, 3}));
    byte[] greyAlpha = {0, 5, 6, 7, 8};
    assertThat(ImageDecoder.decode(Pictures.png(1, 1, 16, 4, greyAlpha), "ga.png"))
        .isEqualTo(new RgbImage(1, 1, new byte[] {5, 5, 5}));
  }

  @Test
  void fewBitsAreSpreadOverTheWholeRange() throws Exception {
    assertThat(greys(1, 0b10100000, 3)).containsExactly(255, 0, 255);
    assertThat(greys(2, 0b00011011, 4)).containsExactly(0, 85, 170, 255);
    assertThat(greys(4, 0x3F, 2)).containsExactly(51, 255);
  }

  @Test
  void everyPngTheWriterMakes() throws Exception {
    RgbImage picture = Pictures.noise(31, 17, 5);
    byte[] file = Pictures.png(Pictures.buffered(picture, BufferedImage.TYPE_INT_ARGB));
    assertThat(ImageDecoder.decode(file, "n.png")).isEqualTo(picture);
    assertThat(ImageDecoder.size(file, "n.png")).isEqualTo(picture.size());
  }

  private static int[] greys(int bits, int line, int width) throws Exception {
    byte[] file = Pictures.png(width, 1, bits, 0, new byte[] {0, (byte) line});
    RgbImage image = ImageDecoder.decode(file, "few.png");
    return java.util.stream.IntStream.range(0, width).map(x -> image.value(x, 0, 1)).toArray();
  }

  private byte[] withSegment(int marker, byte[] body) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(jpeg, 0, 2);
    file.write(0xFF);
    file.write(marker);
    file.write((body.length + 2) >> 8);
    file.write(body.length + 2);
    file.writeBytes(body);
    file.writeBytes(Arrays.copyOfRange(jpeg, 2, jpeg.length));
    return file.toByteArray();
  }

  /** Returns a JPEG of one colour in four stored components. */
  private static byte[] inks(int cyan, int magenta, int yellow, int black) {
    byte[] values = new byte[8 * 8 * 4];
    for (int i = 0; i < values.length; i += 4) {
      values[i] = (byte) cyan;
      values[i + 1] = (byte) magenta;
      values[i + 2] = (byte) yellow;
      values[i + 3] = (byte) black;
    }
    return Pictures.fourComponents(values, 8, 8);
  }
}
