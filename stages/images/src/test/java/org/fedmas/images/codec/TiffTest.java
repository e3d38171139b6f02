package org.fedmas.images.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import org.fedmas.images.Pictures;
import org.fedmas.images.RgbImage;
import org.junit.jupiter.api.Test;

class TiffTest {

  private static final RgbImage PICTURE = Pictures.smooth(61, 47);
  private static final int GREY = 1;
  private static final int INVERTED = 0;
  private static final int RGB = 2;
  private static final int PALETTE = 3;
  private static final int INKS = 5;
  private static final int COMPRESSION = 259;
  private static final int PLANAR = 284;
  private static final int PREDICTOR = 317;
  private static final int ROWS = 278;
  private static final int EXTRA = 338;
  private static final int FORMAT = 339;

  @Test
  void aFalseSizeOfATileCostsNoMemory() {
    for (int compression : new int[] {5, 8, 32773}) {
      TinyTiff tiff = tiff(1, 1, 6, 16, RGB).tiles(8192, 8192).with(COMPRESSION, compression);
      Decoded.refused(tiff.strip(new byte[8]).file(), "of 8 bytes cannot hold the 805306368");
    }
  }

  @Test
  void losslessCompressionsKeepAllPixels() throws Exception {
    BufferedImage image = Pictures.buffered(PICTURE, BufferedImage.TYPE_3BYTE_BGR);
    for (String packing : List.of("LZW", "ZLib", "Deflate", "PackBits")) {
      byte[] file = SeedFiles.written(image, "tiff", packing);
      assertThat(Decoded.of(file)).as(packing).isEqualTo(PICTURE);
    }
    assertThat(Decoded.of(SeedFiles.written(image, "tiff", null))).isEqualTo(PICTURE);
  }

  @Test
  void jpegStripsAreReadAsJpegFiles() throws Exception {
    BufferedImage image = Pictures.buffered(PICTURE, BufferedImage.TYPE_3BYTE_BGR);
    RgbImage found = Decoded.of(SeedFiles.written(image, "tiff", "JPEG"));
    assertThat(Pictures.difference(found, PICTURE)).isLessThan(6);
  }

  @Test
  void planesAreJoined() throws Exception {
    byte[] file =
        tiff(2, 1, 3, 8, RGB)
            .with(PLANAR, 2)
            .strip((byte) 1, (byte) 2)
            .strip((byte) 3, (byte) 4)
            .strip((byte) 5, (byte) 6)
            .file();
    assertThat(Decoded.of(file).pixels()).containsExactly(1, 3, 5, 2, 4, 6);
  }

  @Test
  void tilesAreCutAtTheEdges() throws Exception {
    TinyTiff tiff = tiff(3, 3, 1, 8, GREY).tiles(2, 2);
    for (int tile = 0; tile < 4; tile++) {
      byte first = (byte) (10 * tile);
      tiff.strip(first, (byte) (first + 1), (byte) (first + 2), (byte) (first + 3));
    }
    assertThat(Decoded.levels(Decoded.of(tiff.file())))
        .containsExactly(0, 1, 10, 2, 3, 12, 20, 21, 30);
  }

  @Test
  void stripsFollowEachOther() throws Exception {
    byte[] file =
        tiff(2, 3, 1, 8, GREY)
            .with(ROWS, 2)
            .strip((byte) 1, (byte) 2, (byte) 3, (byte) 4)
            .strip((byte) 5, (byte) 6)
            .file();
    assertThat(Decoded.levels(Decoded.of(file))).containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void sixteenBitsOfColourLoseTheirLowByte() throws Exception {
    for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
      byte[] file =
          new TinyTiff(order, 1, 1)
              .samples(3, 16, RGB)
              .strip(words(order, 0x12FF, 0x3400, 0xFF80))
              .file();
      assertThat(Decoded.of(file).pixels()).isEqualTo(Decoded.rgb(0x1234FF));
    }
  }

  @Test
  void sixteenBitsOfGreyAreScaledByDepth() throws Exception {
    byte[] file = tiff(3, 1, 1, 16, GREY).strip(words(0, 0x80FF, 0xFFFF)).file();
    assertThat(Decoded.levels(Decoded.of(file))).containsExactly(0, 0x80, 255);
  }

  @Test
  void aWindowScalesSixteenBitsOfGrey() throws Exception {
    byte[] file = tiff(4, 1, 1, 16, GREY).strip(words(50, 100, 151, 300)).file();
    assertThat(Decoded.levels(Decoded.of(file, 100, 202))).containsExactly(0, 0, 128, 255);
  }

  @Test
  void aWindowLeavesEightBitsAlone() throws Exception {
    byte[] file = tiff(2, 1, 1, 8, GREY).strip((byte) 7, (byte) 200).file();
    assertThat(Decoded.levels(Decoded.of(file, 100, 202))).containsExactly(7, 200);
  }

  @Test
  void signedValuesStartBelowZero() throws Exception {
    byte[] file = tiff(3, 1, 1, 16, GREY).with(FORMAT, 2).strip(words(0x8000, 0, 0x7FFF)).file();
    assertThat(Decoded.levels(Decoded.of(file))).containsExactly(0, 128, 255);
    assertThat(Decoded.levels(Decoded.of(file, -1, 1))).containsExactly(0, 128, 255);
  }

  @Test
  void whiteIsZeroInverts() throws Exception {
    byte[] deep = tiff(2, 1, 1, 16, INVERTED).strip(words(0, 0xFFFF)).file();
    byte[] bits = tiff(2, 1, 1, 1, INVERTED).strip((byte) 0b01000000).file();
    assertThat(Decoded.levels(Decoded.of(deep))).containsExactly(255, 0);
    assertThat(Decoded.levels(Decoded.of(bits))).containsExactly(255, 0);
  }

  @Test
  void fewBitsOfGreyReachWhite() throws Exception {
    byte[] two = tiff(4, 1, 1, 2, GREY).strip((byte) 0b00011011).file();
    byte[] four = tiff(2, 1, 1, 4, GREY).strip((byte) 0x1F).file();
    assertThat(Decoded.levels(Decoded.of(two))).containsExactly(0, 85, 170, 255);
    assertThat(Decoded.levels(Decoded.of(four))).containsExactly(17, 255);
  }

  @Test
  void floatingPointGoesFromZeroToOne() throws Exception {
    byte[] file = floats(0, 0.5f, 1);
    assertThat(Decoded.levels(Decoded.of(file))).containsExactly(0, 128, 255);
  }

  @Test
  void otherFloatingPointNeedsAWindow() throws Exception {
    byte[] file = floats(-1000, 0, 400);
    Decoded.refused(
        file,
        "TIFF of floating-point values: found -1000.0 to 400.0, expected 0 to 1. Set image.window: LOW..HIGH");
    assertThat(Decoded.levels(Decoded.of(file, -1000, 400))).containsExactly(0, 182, 255);
    Decoded.refused(floats(Float.NaN, 0, 1), "found NaN");
  }

  @Test
  void palettesKeepTheirHighBytes() throws Exception {
    byte[] file =
        tiff(2, 1, 1, 1, PALETTE)
            .with(320, 0x1122, 0xFF00, 0x3344, 0xEE00, 0x5566, 0xDD00)
            .strip((byte) 0b01000000)
            .file();
    assertThat(Decoded.of(file).pixels()).isEqualTo(Decoded.rgb(0x113355, 0xFFEEDD));
  }

  @Test
  void inksLeaveLight() throws Exception {
    byte[] file =
        tiff(2, 1, 4, 8, INKS)
            .strip(
                (byte) 0, (byte) 255, (byte) 0, (byte) 0, (byte) 0, (byte) 0, (byte) 0, (byte) 255)
            .file();
    assertThat(Decoded.of(file).pixels()).isEqualTo(Decoded.rgb(0xFF00FF, 0x000000));
  }

  @Test
  void colourIsDividedByItsAlpha() throws Exception {
    byte[] file =
        tiff(2, 1, 4, 8, RGB)
            .with(EXTRA, 1)
            .strip(
                (byte) 10, (byte) 20, (byte) 50, (byte) 100, (byte) 9, (byte) 9, (byte) 9, (byte) 0)
            .file();
    assertThat(Decoded.of(file).pixels()).isEqualTo(Decoded.rgb(0x19337F, 0));
  }

  @Test
  void plainAlphaIsDropped() throws Exception {
    byte[] file =
        tiff(1, 1, 4, 8, RGB)
            .with(EXTRA, 2)
            .strip((byte) 10, (byte) 20, (byte) 50, (byte) 1)
            .file();
    assertThat(Decoded.of(file).pixels()).containsExactly(10, 20, 50);
  }

  @Test
  void differencesAreSummed() throws Exception {
    byte[] file =
        tiff(3, 1, 1, 16, GREY)
            .with(COMPRESSION, 8)
            .with(PREDICTOR, 2)
            .strip(deflated(words(0x1000, 0x2000, 0xFFFF)))
            .file();
    assertThat(Decoded.levels(Decoded.of(file))).containsExactly(0x10, 0x30, 0x2F);
  }

  @Test
  void differencesOfFloatingPointBytesAreSummed() throws Exception {
    // 0.5 and 1 are 3F000000 and 3F800000: planes 3F 3F, 00 80, 00 00, 00 00
    byte[] differences = {0x3F, 0, (byte) 0xC1, (byte) 0x80, (byte) 0x80, 0, 0, 0};
    byte[] file =
        tiff(2, 1, 1, 32, GREY)
            .with(COMPRESSION, 8)
            .with(PREDICTOR, 3)
            .with(FORMAT, 3)
            .strip(deflated(differences))
            .file();
    assertThat(Decoded.levels(Decoded.of(file))).containsExactly(128, 255);
  }

  @Test
  void cutFilesAreRefused() {
    byte[] file =
        SeedFiles.written(Pictures.buffered(PICTURE, BufferedImage.TYPE_3BYTE_BGR), "tiff", "LZW");
    for (int length = 4; length < file.length; length += 37) {
      Decoded.refused(Arrays.copyOf(file, length), "cut short");
    }
  }

  @Test
  void stripsWithTooFewBytesAreRefused() {
    Decoded.refused(tiff(3, 3, 1, 8, GREY).strip((byte) 1).file(), "has 1 bytes of 9");
    Decoded.refused(
        tiff(3, 3, 1, 8, GREY).with(ROWS, 1).strip((byte) 1).file(), "1 strips or tiles of 3");
    byte[] deflated = deflated(new byte[8]);
    Decoded.refused(
        tiff(3, 3, 1, 8, GREY).with(COMPRESSION, 8).strip(deflated).file(), "has 8 bytes of 9");
  }

  @Test
  void damagedStripsAreRefused() {
    TinyTiff deflated = tiff(3, 3, 1, 8, GREY).with(COMPRESSION, 8).strip(new byte[9]);
    Decoded.refused(deflated.file(), "damaged TIFF: its deflated data is wrong");
    byte[] ones = new byte[9];
    Arrays.fill(ones, (byte) 0xFF);
    TinyTiff lzw = tiff(3, 3, 1, 8, GREY).with(COMPRESSION, 5).strip(ones);
    Decoded.refused(lzw.file(), "damaged TIFF: an LZW code stands for an unknown string");
  }

  @Test
  void hugeSidesAreRefusedByTheHeader() {
    Decoded.refused(tiff(60_000, 60_000, 1, 8, GREY).strip(new byte[9]).file(), "the limit is");
    Decoded.refused(
        tiff(9, 9, 1, 8, GREY).tiles(60_000, 60_000).strip(new byte[9]).file(), "its tiles are");
  }

  @Test
  void formsThatAreNotReadAreNamed() {
    refused(tiff(1, 1, 1, 1, GREY).with(COMPRESSION, 4), "fax (CCITT) compression");
    refused(tiff(1, 1, 3, 8, RGB).with(COMPRESSION, 50001), "WebP compression");
    refused(tiff(1, 1, 3, 8, 8), "Lab colours");
    refused(tiff(1, 1, 9, 8, RGB), "9 values per pixel");
    refused(tiff(1, 1, 1, 64, GREY), "64 bits per value of kind unsigned");
    refused(tiff(1, 1, 3, 8, RGB).with(258, 8, 8, 16), "different bits per value");
    Decoded.refused(new byte[] {'I', 'I', '+', 0, 8, 0, 0, 0}, "found a BigTIFF picture");
  }

  private static void refused(TinyTiff tiff, String feature) {
    Decoded.refused(tiff.strip(new byte[9]).file(), "TIFF with " + feature);
  }

  private static byte[] floats(float... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      bytes.putFloat(value);
    }
    return tiff(values.length, 1, 1, 32, GREY).with(FORMAT, 3).strip(bytes.array()).file();
  }

  private static TinyTiff tiff(int width, int height, int samples, int bits, int photometric) {
    return new TinyTiff(ByteOrder.LITTLE_ENDIAN, width, height).samples(samples, bits, photometric);
  }

  private static byte[] words(int... values) {
    return words(ByteOrder.LITTLE_ENDIAN, values);
  }

  private static byte[] words(ByteOrder order, int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * values.length).order(order);
    for (int value : values) {
      bytes.putShort((short) value);
    }
    return bytes.array();
  }

  private static byte[] deflated(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
      deflater.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }
}
