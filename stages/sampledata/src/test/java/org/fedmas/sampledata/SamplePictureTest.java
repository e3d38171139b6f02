package org.fedmas.sampledata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.HashSet;
import java.util.Set;
import org.fedmas.contract.Digest;
import org.fedmas.images.RgbImage;
import org.junit.jupiter.api.Test;

class SamplePictureTest {

  /** Of {@link #allPixels}; a change needs a new version in {@link SamplePicture}. */
  private static final String PINNED =
      "e1ab6d5a0c58df03e7a9ea10eeecf9dab2fdfc71d31c8ec6e958ad5e4674154e";

  @Test
  void picturesAreTheSameOnEveryMachine() {
    assertThat(Digest.of(allPixels(0)).hex()).isEqualTo(PINNED);
  }

  @Test
  void anotherSeedGivesOtherPictures() {
    assertThat(allPixels(1)).isNotEqualTo(allPixels(0));
  }

  @Test
  void clientsDifferInPictureSize() {
    Set<String> sizes = new HashSet<>();
    for (int client = 0; client < 6; client++) {
      sizes.add(SamplePicture.draw(picture(client, 1, 0, 0), 0).size().toString());
    }
    assertThat(sizes).hasSize(6);
  }

  @Test
  void picturesAreNeitherDarkNorBlank() {
    for (int client = 0; client < 6; client++) {
      for (int label = 0; label < 8; label++) {
        RgbImage image = SamplePicture.draw(picture(client, label, 1, 0), 0);
        double sum = 0;
        double squares = 0;
        for (byte value : image.pixels()) {
          sum += value & 0xFF;
          squares += (value & 0xFF) * (value & 0xFF);
        }
        double mean = sum / image.pixels().length;
        assertThat(mean).isBetween(60.0, 230.0);
        assertThat(squares / image.pixels().length - mean * mean).isGreaterThan(100);
      }
    }
  }

  @Test
  void viewsOfALesionDifferButLessThanLesionsDo() {
    double views = 0;
    double lesions = 0;
    for (int lesion = 0; lesion < 20; lesion++) {
      RgbImage first = SamplePicture.draw(picture(2, 0, lesion, 0), 0);
      views += difference(first, SamplePicture.draw(picture(2, 0, lesion, 1), 0));
      lesions += difference(first, SamplePicture.draw(picture(2, 0, lesion + 20, 0), 0));
    }
    assertThat(views).isPositive().isLessThan(0.8 * lesions);
  }

  @Test
  void digestsTellPicturesAndSeedsApart() {
    Set<Digest> digests = new HashSet<>();
    for (long seed = 0; seed < 2; seed++) {
      for (PlannedPicture picture : SamplePlan.of(SampleParameters.DEFAULT).pictures()) {
        assertThat(digests.add(SamplePicture.digest(picture, seed))).isTrue();
      }
    }
  }

  @Test
  void namesCoverClientsAndClasses() {
    assertThat(SamplePicture.classes()).hasSize(8).hasSameSizeAs(Lesion.BY_LABEL);
    assertThat(SamplePicture.clients()).hasSize(6).doesNotHaveDuplicates();
  }

  private static PlannedPicture picture(int client, int label, int lesion, int view) {
    return new PlannedPicture(client, label, 0, lesion, view, false);
  }

  /** Returns one picture per client and class. */
  private static byte[] allPixels(long seed) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int client = 0; client < 6; client++) {
      for (int label = 0; label < 8; label++) {
        all.writeBytes(SamplePicture.draw(picture(client, label, 0, 0), seed).pixels());
      }
    }
    return all.toByteArray();
  }

  private static double difference(RgbImage one, RgbImage other) {
    double sum = 0;
    for (int i = 0; i < one.pixels().length; i++) {
      sum += Math.abs((one.pixels()[i] & 0xFF) - (other.pixels()[i] & 0xFF));
    }
    return sum / one.pixels().length;
  }
}
