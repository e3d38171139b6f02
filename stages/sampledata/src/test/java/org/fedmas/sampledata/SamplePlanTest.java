package org.fedmas.sampledata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fedmas.contract.error.ConfigException;
import org.junit.jupiter.api.Test;

class SamplePlanTest {

  private static final int[] SIZES = {60, 61, 97, 150, 400, 1500, 4000};

  @Test
  void hasAsManyPicturesAsAskedForAndEveryClassInBothParts() {
    for (int images : SIZES) {
      for (long seed = 0; seed < 5; seed++) {
        List<PlannedPicture> pictures = pictures(images, seed);
        assertThat(pictures).hasSize(images);
        for (int label = 0; label < 8; label++) {
          assertThat(count(pictures, label, false))
              .as("train %d of %d", label, images)
              .isPositive();
          assertThat(count(pictures, label, true)).as("test %d of %d", label, images).isPositive();
        }
      }
    }
  }

  @Test
  void clientsHaveFlambysProportionsAndLackWhatItsCentresLack() {
    int[][] counts = SamplePlan.counts(1500);
    int[] sizes = new int[6];
    for (int client = 0; client < 6; client++) {
      for (int count : counts[client]) {
        sizes[client] += count;
      }
    }
    assertThat(sizes).containsExactly(801, 255, 217, 146, 53, 28);
    assertThat(counts[4]).containsExactly(15, 24, 0, 0, 14, 0, 0, 0);
    assertThat(counts[1][3]).isZero();
    assertThat(counts[5][7]).isZero();
  }

  @Test
  void aboutAFifthIsTested() {
    List<PlannedPicture> pictures = pictures(1500, 0);
    for (int label = 0; label < 8; label++) {
      double test = count(pictures, label, true);
      assertThat(test / (test + count(pictures, label, false))).isBetween(0.15, 0.28);
    }
  }

  @Test
  void noLesionIsInBothParts() {
    Map<String, Boolean> parts = new HashMap<>();
    for (PlannedPicture picture : pictures(1500, 3)) {
      Boolean earlier = parts.put(picture.lesionId(), picture.test());
      assertThat(earlier).isIn(null, picture.test());
    }
  }

  @Test
  void lesionsHaveOneToThreeViewsAndNamesAreUnique() {
    List<PlannedPicture> pictures = pictures(1500, 1);
    assertThat(pictures).extracting(PlannedPicture::imageId).doesNotHaveDuplicates();
    assertThat(pictures).extracting(PlannedPicture::view).contains(0, 1, 2);
    assertThat(pictures).extracting(PlannedPicture::view).allMatch(view -> view < 3);
  }

  @Test
  void morePicturesDoNotChangeWhichLesionAPictureShows() {
    Map<String, PlannedPicture> larger = new HashMap<>();
    pictures(3000, 2).forEach(picture -> larger.put(picture.imageId(), picture));
    for (PlannedPicture picture : pictures(1500, 2)) {
      PlannedPicture same = larger.get(picture.imageId());
      assertThat(same.lesion()).isEqualTo(picture.lesion());
      assertThat(same.view()).isEqualTo(picture.view());
    }
  }

  @Test
  void sizesOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new SampleParameters(59, 0))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("found 59 images, expected 60…100000");
    assertThatThrownBy(() -> new SampleParameters(100_001, 0)).isInstanceOf(ConfigException.class);
  }

  private static List<PlannedPicture> pictures(int images, long seed) {
    return SamplePlan.of(new SampleParameters(images, seed)).pictures();
  }

  private static long count(List<PlannedPicture> pictures, int label, boolean test) {
    return pictures.stream().filter(p -> p.label() == label && p.test() == test).count();
  }
}
