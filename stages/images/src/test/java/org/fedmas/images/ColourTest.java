package org.fedmas.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.api.Assertions;
import org.fedmas.images.prepare.ColourConstancy;
import org.fedmas.images.prepare.Normalisation;
import org.fedmas.images.prepare.ShadesOfGrey;
import org.junit.jupiter.api.Test;

class ColourTest {

  @Test
  void offIsTheSameImage() {
    RgbImage image = Pictures.noise(8, 8, 1);
    assertThat(ColourConstancy.OFF.apply(image)).isSameAs(image);
  }

  @Test
  void gainsMakeTheMinkowskiMeansEqual() {
    for (long seed = 0; seed < 10; seed++) {
      ShadesOfGrey light = new ShadesOfGrey(Pictures.noise(12, 10, seed));
      double red = light.minkowskiMean()[0] * light.gain()[0];
      for (int c = 1; c < 3; c++) {
        assertThat(light.minkowskiMean()[c] * light.gain()[c]).isCloseTo(red, within(1e-9));
      }
    }
  }

  @Test
  void brightValuesAreCutOrWrapAround() {
    // red is dim, so its gain is above 1 and its one bright value exceeds 255
    byte[] pixels = new byte[100 * 3];
    for (int i = 0; i < pixels.length; i += 3) {
      pixels[i] = 60;
      pixels[i + 1] = (byte) 250;
      pixels[i + 2] = (byte) 250;
    }
    pixels[0] = (byte) 255;
    RgbImage image = new RgbImage(10, 10, pixels);
    ShadesOfGrey light = new ShadesOfGrey(image);
    int corrected = light.corrected(0, 255);
    assertThat(corrected).isGreaterThan(255);
    assertThat(light.overflow()).isEqualTo(1);
    assertThat(ColourConstancy.CLIP.apply(image).value(0, 0, 0)).isEqualTo(255);
    assertThat(ColourConstancy.WRAP.apply(image).value(0, 0, 0)).isEqualTo(corrected & 0xFF);
  }

  @Test
  void aBlackPictureStaysBlack() {
    RgbImage black = new RgbImage(3, 2, new byte[18]);
    assertThat(ColourConstancy.CLIP.apply(black)).isEqualTo(black);
    assertThat(ColourConstancy.WRAP.apply(black)).isEqualTo(black);
  }

  @Test
  void normalisationLooksEachByteUp() {
    RgbImage image = Pictures.noise(5, 4, 2);
    float[] batch = new float[62];
    Normalisation.IMAGENET.channelsLast(image, batch, 2);
    for (int i = 0; i < 60; i++) {
      float value = Normalisation.IMAGENET.value(i % 3, image.pixels()[i] & 0xFF);
      assertThat(batch[2 + i]).isEqualTo(value);
    }
    assertThat(batch).startsWith(0, 0);
    Assertions.assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> Normalisation.IMAGENET.channelsLast(image, batch, 3));
  }

  @Test
  void knownNumbers() {
    assertThat(Normalisation.IMAGENET.value(0, 0)).isEqualTo(-0.485f / 0.229f);
    assertThat(Normalisation.IMAGENET.value(2, 255)).isEqualTo((1 - 0.406f) / 0.225f);
  }

  @Test
  void anImageNeedsAsManyBytesAsItHasValues() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RgbImage(2, 2, new byte[11]))
        .withMessageContaining("needs 12 bytes, found 11");
  }
}
