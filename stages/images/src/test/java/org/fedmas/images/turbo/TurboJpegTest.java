package org.fedmas.images.turbo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.fedmas.images.ImageSize;
import org.fedmas.images.Pictures;
import org.fedmas.images.PixelRows;
import org.fedmas.images.RgbImage;
import org.fedmas.images.codec.JpegPixels;
import org.fedmas.images.header.JpegHeader;
import org.fedmas.images.header.UnreadableBytes;
import org.junit.jupiter.api.Test;

class TurboJpegTest {

  private static final RgbImage PICTURE = Pictures.smooth(331, 203);

  /** Every so many bytes one is wrong. */
  private static final int STEP = 7;

  private final byte[] jpeg =
      Pictures.jpeg(Pictures.buffered(PICTURE, BufferedImage.TYPE_INT_RGB), false);

  @Test
  void theBundledBuildWorksHere() {
    assertThat(TurboJpeg.builds()).anyMatch(BundledJpeg.class::isInstance);
  }

  /** A recipe names the library, not the build: whatever one decodes, every other has to. */
  @Test
  void allBuildsHaveTheSamePixelsAtEverySize() throws Exception {
    assumeThat(TurboJpeg.builds()).as("only one build is here").hasSizeGreaterThan(1);
    byte[] progressive =
        Pictures.jpeg(Pictures.buffered(PICTURE, BufferedImage.TYPE_INT_RGB), true);
    byte[] grey = Pictures.jpeg(Pictures.buffered(PICTURE, BufferedImage.TYPE_BYTE_GRAY), false);
    for (byte[] file : List.of(jpeg, progressive, grey)) {
      for (int reduction : List.of(1, 2, 4, 8)) {
        List<RgbImage> images = new ArrayList<>();
        for (NativeJpeg build : TurboJpeg.builds()) {
          images.add(decode(build, file, reduction).orElseThrow());
        }
        assertThat(images.get(0).size()).isEqualTo(PICTURE.size().dividedBy(reduction));
        assertThat(images).allMatch(images.get(0)::equals);
      }
    }
  }

  /**
   * One wrong byte at a time: whichever build is asked first, in the end the file has the same
   * pixels, or it is refused. One may warn of what another does not look at, behind the last row.
   */
  @Test
  void damageEndsEquallyWhicheverBuildIsAsked() {
    assumeThat(TurboJpeg.builds()).as("only one build is here").hasSizeGreaterThan(1);
    int refused = 0;
    int taken = 0;
    for (int i = 2; i < jpeg.length; i += STEP) {
      byte[] wrong = jpeg.clone();
      wrong[i] ^= (byte) (1 << i % 8);
      List<Optional<RgbImage>> images = new ArrayList<>();
      for (NativeJpeg build : TurboJpeg.builds()) {
        images.add(outcome(build, wrong));
      }
      assertThat(images).as("byte %d", i).allMatch(images.get(0)::equals);
      refused += images.get(0).isEmpty() ? 1 : 0;
      taken += images.get(0).isPresent() ? 1 : 0;
    }
    assertThat(refused).isPositive();
    assertThat(taken).isPositive();
  }

  @Test
  void noBuildTakesAFileThatIsCut() throws Exception {
    for (NativeJpeg build : TurboJpeg.builds()) {
      for (int tenth = 5; tenth < 10; tenth++) {
        byte[] cut = Arrays.copyOf(jpeg, jpeg.length * tenth / 10);
        cut[cut.length - 2] = (byte) 0xFF;
        cut[cut.length - 1] = (byte) 0xD9;
        assertThat(decode(build, cut, 1)).as(build.getClass().getSimpleName()).isEmpty();
      }
    }
  }

  @Test
  void aBuildWithOtherPixelsIsNotTaken() {
    NativeJpeg inverting =
        new NativeJpeg() {
          @Override
          public <T> Optional<T> decode(
              byte[] file, JpegHeader header, int reduction, Function<PixelRows, T> use) {
            return TurboJpeg.decode(
                file,
                header,
                reduction,
                rows -> {
                  byte[] pixels = rows.image().pixels().clone();
                  pixels[pixels.length - 1] ^= 1;
                  ImageSize size = rows.size();
                  return use.apply(
                      new PixelRows.OfImage(new RgbImage(size.width(), size.height(), pixels)));
                });
          }
        };
    assertThat(KnownPictures.firstDifference(inverting))
        .contains("444.jpg at 1/1 has other pixels");
    for (NativeJpeg build : TurboJpeg.builds()) {
      assertThat(KnownPictures.firstDifference(build)).isEmpty();
    }
  }

  @Test
  void losslessFilesAreLeftToAReaderThatSaysSo() throws Exception {
    byte[] lossless = jpeg.clone();
    for (int i = 2; ; i++) {
      if ((lossless[i] & 0xFF) == 0xFF && (lossless[i + 1] & 0xFF) == 0xC0) {
        lossless[i + 1] = (byte) 0xC3;
        break;
      }
    }
    assertThat(JpegHeader.of(lossless).lossless()).isTrue();
    assertThat(JpegHeader.of(jpeg).lossless()).isFalse();
    for (NativeJpeg build : TurboJpeg.builds()) {
      assertThat(decode(build, lossless, 1)).as(build.getClass().getSimpleName()).isEmpty();
    }
  }

  private static Optional<RgbImage> outcome(NativeJpeg build, byte[] file) {
    try {
      JpegHeader header = JpegHeader.of(file);
      if (header.size().pixels() > 1_000_000) {
        return Optional.empty();
      }
      Optional<RgbImage> image = TurboJpeg.decode(build, file, header, 1, PixelRows::image);
      return Optional.of(
          image.isPresent() ? image.get() : JpegPixels.decode(file, header, new ArrayList<>()));
    } catch (UnreadableBytes e) {
      return Optional.empty();
    }
  }

  private static Optional<RgbImage> decode(NativeJpeg build, byte[] file, int reduction)
      throws UnreadableBytes {
    return TurboJpeg.decode(build, file, JpegHeader.of(file), reduction, PixelRows::image);
  }
}
