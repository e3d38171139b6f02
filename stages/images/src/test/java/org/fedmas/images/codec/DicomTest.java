package org.fedmas.images.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import org.fedmas.images.Pictures;
import org.fedmas.images.RgbImage;
import org.junit.jupiter.api.Test;

class DicomTest {

  private static final String EXPLICIT = ".1";
  private static final int CENTRE = 0x00281050;
  private static final int WIDTH = 0x00281051;
  private static final int INTERCEPT = 0x00281052;
  private static final int SLOPE = 0x00281053;
  private static final int SIGNED = 0x00280103;
  private static final int PLANAR = 0x00280006;
  private static final int FRAMES = 0x00280008;

  @Test
  void aFalseSizeOfLosslessDataCostsNoMemory() {
    byte[] jpeg = LosslessWriter.write(new int[2][2], 8, 1);
    for (int at = 7; at < 11; at++) {
      jpeg[at] = 0x20; // height and width of 8,224
    }
    byte[] file = new TinyDicom(".4.70").picture(0x2020, 0x2020, "MONOCHROME2", 8, 8).packed(jpeg);
    Decoded.refused(file, "values of 1 components in");
  }

  @Test
  void eightBitsStayAsTheyAre() throws Exception {
    byte[] file = grey(EXPLICIT, 3, 8, 8).plain((byte) 0, (byte) 100, (byte) 255, (byte) 0);
    assertThat(Decoded.levels(Decoded.of(file))).containsExactly(0, 100, 255);
  }

  @Test
  void implicitKindsOfValuesAreRead() throws Exception {
    byte[] file = grey("", 2, 8, 8).sequence(0x00081140).plain((byte) 7, (byte) 9);
    assertThat(Decoded.levels(Decoded.of(file))).containsExactly(7, 9);
  }

  @Test
  void sequencesAreSkipped() throws Exception {
    byte[] file = grey(EXPLICIT, 2, 8, 8).sequence(0x00081140).plain((byte) 7, (byte) 9);
    assertThat(Decoded.levels(Decoded.of(file))).containsExactly(7, 9);
  }

  @Test
  void twelveBitsAreScaledByDepth() throws Exception {
    byte[] file = grey(EXPLICIT, 3, 16, 12).plain(words(0, 0x0800, 0xFFFF));
    assertThat(Decoded.levels(Decoded.of(file))).containsExactly(0, 128, 255);
  }

  @Test
  void signedValuesStartBelowZero() throws Exception {
    byte[] file = grey(EXPLICIT, 3, 16, 12).number(SIGNED, 1).plain(words(0x800, 0, 0x7FF));
    assertThat(Decoded.levels(Decoded.of(file))).containsExactly(0, 128, 255);
  }

  @Test
  void theFilesWindowAppliesToRescaledValues() throws Exception {
    byte[] file = hounsfield().plain(words(1024 - 160, 1024 + 40, 1024 + 240));
    assertThat(Decoded.levels(Decoded.of(file))).containsExactly(0, 128, 255);
  }

  @Test
  void theConfiguredWindowWins() throws Exception {
    byte[] file = hounsfield().plain(words(1024 - 1000, 1024, 1024 + 1000));
    assertThat(Decoded.levels(Decoded.of(file, -1000, 1000))).containsExactly(0, 128, 255);
  }

  @Test
  void whiteIsLowInverts() throws Exception {
    byte[] file =
        new TinyDicom(EXPLICIT).picture(2, 1, "MONOCHROME1", 8, 8).plain((byte) 0, (byte) 255);
    assertThat(Decoded.levels(Decoded.of(file))).containsExactly(255, 0);
  }

  @Test
  void colourByPixelOrByPlane() throws Exception {
    byte[] pixels = colour("RGB").plain((byte) 1, (byte) 2, (byte) 3, (byte) 4, (byte) 5, (byte) 6);
    byte[] planes =
        colour("RGB")
            .number(PLANAR, 1)
            .plain((byte) 1, (byte) 4, (byte) 2, (byte) 5, (byte) 3, (byte) 6);
    assertThat(Decoded.of(pixels).pixels()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(Decoded.of(planes)).isEqualTo(Decoded.of(pixels));
  }

  @Test
  void brightnessAndColourDifferences() throws Exception {
    byte[] full =
        colour("YBR_FULL")
            .plain((byte) 76, (byte) 85, (byte) 255, (byte) 76, (byte) 85, (byte) 255);
    byte[] shared = colour("YBR_FULL_422").plain((byte) 76, (byte) 76, (byte) 85, (byte) 255);
    assertThat(Decoded.of(full).pixels()).isEqualTo(Decoded.rgb(0xFE0000, 0xFE0000));
    assertThat(Decoded.of(shared)).isEqualTo(Decoded.of(full));
  }

  /**
   * The standard knows no planes where two pixels share their colour, so the flag, which some
   * devices set nevertheless, must not move colours between pixels.
   */
  @Test
  void sharedColoursAreNeverInPlanes() throws Exception {
    byte[] values = {76, 29, 85, (byte) 255, (byte) 150, 76, 43, 21};
    byte[] byPixel = new TinyDicom(EXPLICIT).picture(4, 1, "YBR_FULL_422", 8, 8).plain(values);
    byte[] flagged =
        new TinyDicom(EXPLICIT).picture(4, 1, "YBR_FULL_422", 8, 8).number(PLANAR, 1).plain(values);
    assertThat(Decoded.of(flagged)).isEqualTo(Decoded.of(byPixel));
    assertThat(Arrays.copyOf(Decoded.of(flagged).pixels(), 6))
        .isEqualTo(Decoded.rgb(0xFE0000, 0xCF0000));
  }

  /** JPEG data has an order of its own, whatever the flag says. */
  @Test
  void planesDoNotCountWithinJpeg() throws Exception {
    BufferedImage image = Pictures.buffered(Pictures.smooth(9, 7), BufferedImage.TYPE_3BYTE_BGR);
    byte[] jpeg = Pictures.jpeg(image, false);
    byte[] file =
        new TinyDicom(".4.50").picture(9, 7, "YBR_FULL_422", 8, 8).number(PLANAR, 1).packed(jpeg);
    assertThat(Decoded.of(file)).isEqualTo(Decoded.of(jpeg));
  }

  @Test
  void palettesOfEightAndSixteenBits() throws Exception {
    TinyDicom eight = new TinyDicom(EXPLICIT).picture(3, 1, "PALETTE COLOR", 8, 8);
    TinyDicom sixteen = new TinyDicom(EXPLICIT).picture(3, 1, "PALETTE COLOR", 8, 8);
    for (int channel = 0; channel < 3; channel++) {
      eight.number(0x00281101 + channel, 2, 10, 8);
      eight.bytes(0x00281201 + channel, (byte) channel, (byte) (100 + channel));
      sixteen.number(0x00281101 + channel, 2, 10, 16);
      sixteen.bytes(0x00281201 + channel, words(channel << 8, 100 + channel << 8));
    }
    byte[] expected = Decoded.rgb(0x000102, 0x000102, 0x646566);
    assertThat(Decoded.of(eight.plain((byte) 0, (byte) 10, (byte) 99, (byte) 0)).pixels())
        .isEqualTo(expected);
    assertThat(Decoded.of(sixteen.plain((byte) 0, (byte) 10, (byte) 99, (byte) 0)).pixels())
        .isEqualTo(expected);
  }

  @Test
  void runsOfHighAndLowBytes() throws Exception {
    ByteBuffer packed = ByteBuffer.allocate(64 + 6).order(ByteOrder.LITTLE_ENDIAN);
    packed.putInt(2).putInt(64).putInt(66).position(64);
    packed.put((byte) -2).put((byte) 0x0F);
    packed.put((byte) 2).put(new byte[] {1, 2, (byte) 0xFF});
    byte[] file = grey(".5", 3, 16, 12).packed(packed.array());
    assertThat(Decoded.levels(Decoded.of(file))).containsExactly(240, 240, 255);
  }

  @Test
  void baselineJpeg() throws Exception {
    BufferedImage image = Pictures.buffered(Pictures.smooth(9, 7), BufferedImage.TYPE_BYTE_GRAY);
    byte[] jpeg = Pictures.jpeg(image, false);
    byte[] file = new TinyDicom(".4.50").picture(9, 7, "MONOCHROME2", 8, 8).packed(jpeg);
    assertThat(Decoded.of(file)).isEqualTo(Decoded.of(jpeg));
  }

  @Test
  void baselineJpegInColour() throws Exception {
    BufferedImage image = Pictures.buffered(Pictures.smooth(9, 7), BufferedImage.TYPE_3BYTE_BGR);
    byte[] jpeg = Pictures.jpeg(image, false);
    byte[] file = new TinyDicom(".4.50").picture(9, 7, "YBR_FULL_422", 8, 8).packed(jpeg);
    assertThat(Decoded.of(file)).isEqualTo(Decoded.of(jpeg));
  }

  @Test
  void losslessJpegByEveryPredictor() throws Exception {
    int[][] values = SeedFiles.ramp();
    int[] levels = Arrays.stream(values).flatMapToInt(Arrays::stream).map(v -> v >> 4).toArray();
    for (int predictor = 1; predictor <= 7; predictor++) {
      byte[] file = grey(".4.70", 9, 7, 16, 12).packed(LosslessWriter.write(values, 12, predictor));
      assertThat(Decoded.levels(Decoded.of(file))).as("predictor %d", predictor).isEqualTo(levels);
    }
  }

  @Test
  void losslessJpegOfSixteenBits() throws Exception {
    int[][] values = {{0, 0xFFFF, 0x8000}, {0xFFFF, 0, 0x1234}};
    byte[] file = grey(".4.57", 3, 2, 16, 16).packed(LosslessWriter.write(values, 16, 1));
    assertThat(Decoded.levels(Decoded.of(file))).containsExactly(0, 255, 128, 255, 0, 0x12);
  }

  @Test
  void jpeg2000() throws Exception {
    byte[] grey = CodedFiles.file("grey.j2k");
    byte[] file = grey(".4.90", 12, 9, 8, 8).packed(Arrays.copyOf(grey, grey.length + 1));
    assertThat(Decoded.of(file)).isEqualTo(Decoded.of(grey));
    RgbImage colour = Decoded.of(CodedFiles.file("reversible.jp2"));
    byte[] boxed = CodedFiles.file("reversible.jp2");
    byte[] inColour = new TinyDicom(".4.91").picture(12, 9, "YBR_RCT", 8, 8).packed(boxed);
    assertThat(Decoded.of(inColour)).isEqualTo(colour);
  }

  @Test
  void codingsThatAreNotReadAreNamed() {
    Map<String, String> names =
        Map.of(
            ".1.99", "a deflated data set",
            ".2", "a big-endian data set",
            ".4.80", "JPEG-LS data",
            ".4.102", "a film",
            ".9", "an unknown coding");
    names.forEach(
        (syntax, name) ->
            Decoded.refused(
                grey(syntax, 1, 8, 8).plain((byte) 1, (byte) 0),
                "DICOM with " + name + " is not supported"));
  }

  @Test
  void oddRowsCannotShareColours() {
    byte[] file = new TinyDicom(EXPLICIT).picture(3, 1, "YBR_FULL_422", 8, 8).plain(new byte[10]);
    Decoded.refused(file, "damaged DICOM: pairs of pixels share their colour");
  }

  @Test
  void severalFramesAreRefused() {
    byte[] file = grey(EXPLICIT, 1, 8, 8).text(FRAMES, "IS", "12").plain((byte) 1, (byte) 0);
    Decoded.refused(file, "DICOM with several frames");
  }

  @Test
  void cutFilesAreRefused() {
    byte[] file = hounsfield().plain(words(1, 2, 3));
    for (int length = 132; length < file.length; length += 3) {
      Decoded.refused(Arrays.copyOf(file, length), "cut short");
    }
  }

  @Test
  void hugeSidesAreRefusedByTheHeader() {
    byte[] plain = new TinyDicom(EXPLICIT).picture(65_535, 65_535, "RGB", 8, 8).plain(new byte[9]);
    Decoded.refused(plain, "damaged DICOM: its pixels are");
    byte[] packed = new TinyDicom(".4.50").picture(65_535, 65_535, "RGB", 8, 8).packed(new byte[9]);
    Decoded.refused(packed, "the limit is 100000000");
  }

  @Test
  void innerPicturesOfOtherSizesAreRefused() {
    byte[] file = grey(".4.90", 13, 9, 8, 8).packed(CodedFiles.file("grey.j2k"));
    Decoded.refused(
        file,
        "damaged DICOM: found 12×9 of 1 values of 8 bits inside, expected 13×9 of 1 of at most 8");
    byte[] lossless =
        grey(".4.70", 9, 8, 16, 12).packed(LosslessWriter.write(SeedFiles.ramp(), 12, 1));
    Decoded.refused(lossless, "damaged DICOM: found 9×7 of 1 values of 12 bits inside");
  }

  @Test
  void noMessageRepeatsTextOfTheFile() {
    byte[] file =
        new TinyDicom(EXPLICIT)
            .picture(1, 1, "MONO " + TinyDicom.PERSON, 8, 8)
            .text(CENTRE, "DS", TinyDicom.PERSON)
            .plain((byte) 1, (byte) 0);
    Decoded.refused(file, "DICOM with this photometric interpretation is not supported");
    byte[] window = grey(EXPLICIT, 1, 8, 8).text(CENTRE, "DS", TinyDicom.PERSON).plain((byte) 1);
    Decoded.refused(window, "damaged DICOM: its window's centre is not a number");
  }

  private static TinyDicom hounsfield() {
    return grey(EXPLICIT, 3, 16, 12)
        .text(CENTRE, "DS", "40\\60")
        .text(WIDTH, "DS", "400\\500")
        .text(INTERCEPT, "DS", "-1024")
        .text(SLOPE, "DS", "1");
  }

  private static TinyDicom grey(String syntax, int width, int bits, int stored) {
    return grey(syntax, width, 1, bits, stored);
  }

  private static TinyDicom grey(String syntax, int width, int height, int bits, int stored) {
    return new TinyDicom(syntax).picture(width, height, "MONOCHROME2", bits, stored);
  }

  private static TinyDicom colour(String photometric) {
    return new TinyDicom(EXPLICIT).picture(2, 1, photometric, 8, 8);
  }

  private static byte[] words(int... values) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int value : values) {
      bytes.write(value);
      bytes.write(value >> 8);
    }
    return bytes.toByteArray();
  }
}
