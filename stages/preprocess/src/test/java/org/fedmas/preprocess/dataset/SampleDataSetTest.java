package org.fedmas.preprocess.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.fedmas.sampledata.SampleParameters;
import org.junit.jupiter.api.Test;

class SampleDataSetTest {

  private final SampleDataSet dataSet = new SampleDataSet(new SampleParameters(300, 7));

  @Test
  void listsImagesInOrderWithLesions() {
    assertThat(dataSet.images()).hasSize(300).isSortedAccordingTo(SourceImage.ORDER);
    assertThat(dataSet.images()).allMatch(image -> image.lesion().isPresent());
    assertThat(dataSet.images().stream().map(SourceImage::lesionId).distinct().count())
        .isBetween(150L, 270L);
    assertThat(dataSet.images())
        .isEqualTo(new SampleDataSet(new SampleParameters(300, 7)).images());
  }

  @Test
  void theOfficialSplitKnowsEveryImage() {
    OfficialSplit split = dataSet.officialSplit().orElseThrow();
    assertThat(split.places()).hasSize(300);
    dataSet.images().forEach(image -> assertThat(split.place(image.imageId())).isNotNull());
    assertThat(DataDescription.of(dataSet).counts().total()).isEqualTo(300);
    assertThat(DataDescription.of(dataSet).counts().clients()).allMatch(row -> row.trainSize() > 0);
  }

  @Test
  void drawsAnImageTheSameWayEveryTime() {
    SourceImage image = dataSet.images().get(200);
    assertThat(dataSet.pixels(image)).isEqualTo(dataSet.pixels(image));
    assertThat(dataSet.digest(image)).isEqualTo(dataSet.digest(image));
  }

  @Test
  void aPictureDoesNotDependOnHowManyThereAre() {
    SampleDataSet larger = new SampleDataSet(new SampleParameters(900, 7));
    for (int i = 0; i < 300; i += 37) {
      SourceImage image = dataSet.images().get(i);
      assertThat(larger.pixels(image)).isEqualTo(dataSet.pixels(image));
      assertThat(larger.digest(image)).isEqualTo(dataSet.digest(image));
    }
  }

  @Test
  void aForeignImageIsRefused() {
    assertThatThrownBy(() -> dataSet.pixels(new SourceImage("ISIC_0000000", 0, 0, null)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
