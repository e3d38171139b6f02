package org.fedmas.images.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Optional;
import org.fedmas.contract.Digest;
import org.fedmas.images.RgbImage;
import org.fedmas.images.decode.ImageDecoder;
import org.fedmas.images.decode.ImageUnreadableException;

/** The decoder's answers about files, with expectations of them. */
final class Decoded {

  private Decoded() {}

  static RgbImage of(byte[] file) throws ImageUnreadableException {
    return ImageDecoder.decode(file, "picture");
  }

  static RgbImage of(byte[] file, double low, double high) throws ImageUnreadableException {
    return ImageDecoder.decode(file, "picture", Optional.of(new ValueWindow(low, high)));
  }

  /** Returns the first channel of each pixel, 0…255, as of a grey picture. */
  static int[] levels(RgbImage image) {
    int[] levels = new int[image.width() * image.height()];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = image.value(i % image.width(), i / image.width(), 0);
    }
    return levels;
  }

  /** Returns colours 0xRRGGBB as bytes. */
  static byte[] rgb(int... colours) {
    byte[] bytes = new byte[3 * colours.length];
    for (int i = 0; i < colours.length; i++) {
      bytes[3 * i] = (byte) (colours[i] >> 16);
      bytes[3 * i + 1] = (byte) (colours[i] >> 8);
      bytes[3 * i + 2] = (byte) colours[i];
    }
    return bytes;
  }

  static String digest(byte[] file) throws ImageUnreadableException {
    return Digest.of(of(file).pixels()).hex();
  }

  static void refused(byte[] file, String reason) {
    assertThatExceptionOfType(ImageUnreadableException.class)
        .as("%d bytes", file.length)
        .isThrownBy(() -> of(file))
        .satisfies(e -> assertThat(e.reason()).contains(reason));
  }
}
