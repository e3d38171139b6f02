package org.fedmas.images.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import org.fedmas.images.RgbImage;
import org.junit.jupiter.api.Test;

/** WebP and JPEG 2000. */
class CodedFilesTest {

  @Test
  void pixelsAreThoseOfPillow() throws Exception {
    for (Map.Entry<String, String> file : CodedFiles.PIXELS.entrySet()) {
      assertThat(Decoded.digest(CodedFiles.file(file.getKey())))
          .as(file.getKey())
          .isEqualTo(file.getValue());
    }
  }

  @Test
  void cutFilesAreRefused() {
    for (String name : CodedFiles.PIXELS.keySet()) {
      byte[] file = CodedFiles.file(name);
      for (int length = 12; length < file.length * 2 / 5; length += 3) {
        Decoded.refused(Arrays.copyOf(file, length), "");
      }
    }
  }

  @Test
  void aHugeJpeg2000IsRefusedByTheHeader() {
    byte[] file = CodedFiles.file("grey.j2k");
    Arrays.fill(file, 9, 10, (byte) 1);
    Arrays.fill(file, 13, 14, (byte) 1);
    file[25] = 1;
    file[29] = 1;
    Decoded.refused(file, "the limit is 100000000");
  }

  @Test
  void manyTilesAreRefusedByTheHeader() {
    byte[] file = CodedFiles.file("grey.j2k");
    file[10] = 9;
    file[14] = 9;
    file[27] = 1;
    file[31] = 1;
    Decoded.refused(file, "tiles");
  }

  @Test
  void aHugeWebpIsRefusedByTheHeader() {
    byte[] lossless = CodedFiles.file("lossless.webp");
    Arrays.fill(lossless, 21, 25, (byte) 0xFF);
    Decoded.refused(lossless, "the limit is 100000000");
    byte[] animated = CodedFiles.file("animated.webp");
    Arrays.fill(animated, 24, 30, (byte) 0xFF);
    Decoded.refused(animated, "the limit is 100000000");
  }

  @Test
  void aFrameLiesOnItsCanvas() throws Exception {
    byte[] animated = CodedFiles.file("animated.webp");
    RgbImage frame = Decoded.of(animated);
    animated[24] += 4;
    animated[27] += 6;
    int header = 30;
    while (animated[header] != 'A' || animated[header + 3] != 'F') {
      header++;
    }
    animated[header + 8] = 1;
    animated[header + 11] = 2;
    RgbImage canvas = Decoded.of(animated);
    assertThat(canvas.size()).hasToString("10×11");
    assertThat(canvas.value(2, 4, 1)).isEqualTo(frame.value(0, 0, 1));
    assertThat(canvas.value(7, 8, 0)).isEqualTo(frame.value(5, 4, 0));
    assertThat(canvas.value(0, 0, 0)).isZero();
  }

  @Test
  void aPictureOfAnotherSizeThanItsCanvasIsRefused() {
    byte[] file = CodedFiles.file("alpha.webp");
    file[24] += 1;
    Decoded.refused(file, "damaged WebP: its canvas is 13×9 and its picture 12×9");
  }

  @Test
  void componentsOfDifferentSizesAreNamed() {
    byte[] file = CodedFiles.file("grey.j2k");
    file[43] = 2;
    Decoded.refused(file, "JPEG 2000 with components of different sizes is not supported");
  }
}
