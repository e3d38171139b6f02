package org.fedmas.preprocess.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fedmas.contract.Digest;
import org.fedmas.contract.error.MissingInputException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlambyIsicTest {

  private static final String INPUT = "ISIC_2019_Training_Input/";

  @TempDir Path temporary;
  private IsicFolder folder;

  @BeforeEach
  void makeFolder() {
    folder = new IsicFolder(temporary.resolve("data"));
  }

  @Test
  void opensWhatIsComplete() {
    FlambyIsic dataSet = FlambyIsic.open(folder.path, MissingImages.FAIL);
    assertThat(dataSet.images()).extracting(SourceImage::imageId).isEqualTo(IsicFolder.IMAGES);
    assertThat(dataSet.skipped()).containsExactly(0, 0, 0, 0, 0, 0);
    assertThat(DataDescription.of(dataSet).counts())
        .isEqualTo(DataDescription.of(FlambyTables.read(folder.path)).counts());
    assertThat(dataSet.digest(dataSet.images().get(2)))
        .isEqualTo(Digest.of("I3\n".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void missingImagesAreListed() {
    folder.without(INPUT + "I2.jpg", INPUT + "I5.jpg");
    assertThatThrownBy(() -> FlambyIsic.open(folder.path, MissingImages.FAIL))
        .isInstanceOf(MissingInputException.class)
        .hasMessageContaining("2 of 6 images are missing, first I2.jpg, I5.jpg")
        .hasMessageContaining("docs/data.md")
        .hasMessageContaining("--set dataset.missing-images=skip");
  }

  @Test
  void missingImagesAreSkippedOnDemand() {
    folder.without(INPUT + "I2.jpg", INPUT + "I5.jpg");
    FlambyIsic dataSet = FlambyIsic.open(folder.path, MissingImages.SKIP);
    assertThat(dataSet.images())
        .extracting(SourceImage::imageId)
        .containsExactly("I1", "I3", "I4", "I6");
    assertThat(dataSet.skipped()).containsExactly(0, 1, 0, 0, 1, 0);
    assertThat(dataSet.attributes()).extracting("imageId").doesNotContain("I2", "I5");
    assertThat(dataSet.clients()).hasSize(6);
    assertThat(dataSet.officialSplit().orElseThrow().places())
        .containsOnlyKeys("I1", "I3", "I4", "I6");
    assertThat(DataDescription.of(dataSet).counts().total()).isEqualTo(4);
  }

  @Test
  void noImagesAtAllAreAnErrorEvenWhenSkipping() {
    IsicFolder.IMAGES.forEach(image -> folder.without(INPUT + image + ".jpg"));
    assertThatThrownBy(() -> FlambyIsic.open(folder.path, MissingImages.SKIP))
        .isInstanceOf(MissingInputException.class)
        .hasMessageContaining("6 of 6 images are missing")
        .hasMessageNotContaining("skip");
  }

  @Test
  void theEndingMayHaveAnyCase() throws Exception {
    rename("I2.jpg", "I2.JPG");
    FlambyIsic dataSet = FlambyIsic.open(folder.path, MissingImages.FAIL);
    assertThat(dataSet.images()).extracting(SourceImage::imageId).isEqualTo(IsicFolder.IMAGES);
    assertThat(dataSet.digest(dataSet.images().get(1)))
        .isEqualTo(Digest.of("I2\n".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void whatIsThereInsteadIsTold() throws Exception {
    rename("I2.jpg", "I2.jpeg");
    folder.without(INPUT + "I3.jpg");
    Files.createSymbolicLink(folder.path.resolve(INPUT + "I3.jpg"), Path.of("nowhere"));
    assertThatThrownBy(() -> FlambyIsic.open(folder.path, MissingImages.FAIL))
        .hasMessageContaining(
            "2 of 6 images are missing, first I2.jpg (I2.jpeg is there), I3.jpg (a broken link to"
                + " nowhere)");
  }

  private void rename(String name, String other) throws Exception {
    Files.move(folder.path.resolve(INPUT + name), folder.path.resolve(INPUT + other));
  }

  @Test
  void aMissingImageFolderIsNamed() throws Exception {
    Files.move(folder.path.resolve(INPUT), folder.path.resolve("elsewhere"));
    assertThatThrownBy(() -> FlambyIsic.open(folder.path, MissingImages.SKIP))
        .isInstanceOf(MissingInputException.class)
        .hasMessageContaining("image folder " + folder.path.resolve(INPUT));
  }

  @Test
  void anUndecodableImageIsNamed() {
    FlambyIsic dataSet = FlambyIsic.open(folder.path, MissingImages.FAIL);
    assertThatThrownBy(() -> dataSet.pixels(dataSet.images().get(0)))
        .isInstanceOf(MissingInputException.class)
        .hasMessageContaining("I1.jpg");
  }
}
