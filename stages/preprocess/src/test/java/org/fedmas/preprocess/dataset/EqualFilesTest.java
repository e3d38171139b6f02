package org.fedmas.preprocess.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EqualFilesTest {

  @TempDir Path folder;

  @BeforeEach
  void drawPictures() {
    new PictureFolder(folder).picture("BCC/1.png", 1).picture("BKL/2.png", 2);
  }

  private List<String> notes(String... test) {
    FolderImages data = ClassFolders.pool(folder, List.of(), MissingImages.FAIL);
    return EqualFiles.of(data, data::digest)
        .notes(image -> List.of(test).contains(image.imageId()));
  }

  @Test
  void differentPicturesHaveNoNote() {
    assertThat(notes("BCC/1.png")).isEmpty();
  }

  @Test
  void copiesAreCountedOnce() {
    new PictureFolder(folder).picture("BCC/3.png", 1).picture("BCC/4.png", 1);
    assertThat(notes())
        .containsExactly(
            "2 images with the same bytes as another image, first: BCC/1.png (BCC) and BCC/3.png"
                + " (BCC)");
  }

  @Test
  void linksAreTold() throws Exception {
    Files.createSymbolicLink(folder.resolve("BCC/3.png"), Path.of("1.png"));
    Files.createLink(folder.resolve("BCC/4.png"), folder.resolve("BCC/1.png"));
    Files.copy(folder.resolve("BCC/1.png"), folder.resolve("BCC/5.png"));
    assertThat(notes())
        .singleElement()
        .asString()
        .startsWith("3 images")
        .contains("(of them links to one file: 2)");
  }

  @Test
  void oneContentUnderTwoClassesIsTold() {
    new PictureFolder(folder).picture("BKL/3.png", 1);
    assertThat(notes().get(1))
        .isEqualTo(
            "1 picture under two classes, in equal files with different labels, first:"
                + " BCC/1.png (BCC) and BKL/3.png (BKL)");
  }

  @Test
  void trainingImagesAmongTheTestImagesAreTold() {
    new PictureFolder(folder).picture("BCC/3.png", 1).picture("BCC/4.png", 1);
    assertThat(notes("BCC/1.png", "BCC/4.png").get(1))
        .isEqualTo(
            "2 test images with the same bytes as a training image, so test scores are optimistic,"
                + " first: BCC/3.png (BCC) and BCC/1.png (BCC)");
  }

  @Test
  void copiesWithinTheTestPartDoNotLeak() {
    new PictureFolder(folder).picture("BCC/3.png", 1);
    assertThat(notes("BCC/1.png", "BCC/3.png")).hasSize(1);
  }
}
