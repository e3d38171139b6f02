package org.fedmas.preprocess.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.tables.image.OfficialPlace;
import org.fedmas.testkit.KvasirFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HyperKvasirTest {

  private static final String SPLIT = KvasirSplit.FIVE_FOLDS.id();

  @TempDir Path data;
  private KvasirFolder folder;

  @BeforeEach
  void create() {
    folder = KvasirFolder.in(data, 2);
  }

  private HyperKvasir open(MissingImages policy) {
    return HyperKvasir.open(data, SPLIT, policy);
  }

  private void refused(String... words) {
    assertThatThrownBy(() -> open(MissingImages.SKIP))
        .isInstanceOf(MissingInputException.class)
        .satisfies(e -> assertThat(e.getMessage()).contains(words));
  }

  private void edit(String before, String after) throws IOException {
    String text = Files.readString(folder.split(5));
    assertThat(text).contains(before);
    Files.writeString(folder.split(5), text.replace(before, after));
  }

  @Test
  void classesAreThoseOfTheSplitInOrder() {
    assertThat(Finding.names())
        .containsExactlyElementsOf(new TreeMap<>(KvasirFolder.CLASSES).keySet());
    assertThat(open(MissingImages.FAIL).classes()).hasSize(23).contains("hemorroids", "polyp");
  }

  @Test
  void eightClassesHaveFoldersOfAnotherName() {
    assertThat(Finding.ALL)
        .filteredOn(one -> !one.name().equals(one.folder()))
        .containsExactlyInAnyOrder(
            new Finding("polyp", "polyps"),
            new Finding("normal-cecum", "cecum"),
            new Finding("normal-pylorus", "pylorus"),
            new Finding("normal-z-line", "z-line"),
            new Finding("oesophagitis-a", "esophagitis-a"),
            new Finding("oesophagitis-b-d", "esophagitis-b-d"),
            new Finding("short-segment-barretts", "barretts-short-segment"),
            new Finding("hemorroids", "hemorrhoids"));
  }

  @Test
  void everyImageHasItsClassFileAndFold() {
    HyperKvasir opened = open(MissingImages.FAIL);
    assertThat(opened.images()).hasSize(46);
    assertThat(opened.isPool()).isTrue();
    assertThat(opened.clients()).containsExactly(new Client(0, "pool"));
    SourceImage second = opened.images().get(1);
    assertThat(second)
        .isEqualTo(new SourceImage(KvasirFolder.image(1), 0, 0, KvasirFolder.image(1)));
    assertThat(opened.source(second)).contains(folder.file("barretts", 1));
    assertThat(opened.pixels(second).width()).isEqualTo(40);
    assertThat(opened.split().place(KvasirFolder.image(0))).isEqualTo(new OfficialPlace(1));
    assertThat(opened.split().place(KvasirFolder.image(1))).isEqualTo(new OfficialPlace(2));
  }

  @Test
  void theSplitAloneDescribesTheDataSet() throws Exception {
    DataDescription five = HyperKvasir.describe(data, SPLIT);
    DataDescription two = HyperKvasir.describe(data, KvasirSplit.TWO_FOLDS.id());
    assertThat(five.counts().total()).isEqualTo(46);
    assertThat(five.counts().clients().get(0).testSize()).isEqualTo(23);
    assertThat(two.officialSplit().orElseThrow().folds()).isEqualTo(2);
    Files.delete(folder.split(5));
    assertThatThrownBy(() -> HyperKvasir.describe(data, SPLIT))
        .isInstanceOf(MissingInputException.class)
        .hasMessageContaining("data fetch --only 5_fold_split.csv");
  }

  @Test
  void similarPicturesAreOneGroup() {
    folder.picture("ileum", 13, 12);
    folder.picture("polyp", 26, 12);
    List<SourceImage> images = open(MissingImages.FAIL).images();
    assertThat(images)
        .filteredOn(image -> KvasirFolder.image(12).equals(image.lesionId()))
        .extracting(SourceImage::imageId)
        .containsExactly(KvasirFolder.image(12), KvasirFolder.image(13), KvasirFolder.image(26));
    assertThat(images).extracting(SourceImage::lesionId).doesNotContainNull();
  }

  @Test
  void missingImagesAreNamedOrSkipped() throws Exception {
    Files.delete(folder.file("normal-cecum", 17));
    assertThatThrownBy(() -> open(MissingImages.FAIL))
        .isInstanceOf(MissingInputException.class)
        .hasMessageContaining("1 of 46 images are missing, first [cecum/" + KvasirFolder.image(17))
        .hasMessageContaining("--set dataset.missing-images=skip continues with the 45");
    HyperKvasir opened = open(MissingImages.SKIP);
    assertThat(opened.images()).hasSize(45);
    assertThat(opened.skipped()).isEqualTo(1);
    assertThat(opened.split().places()).hasSize(45);
  }

  @Test
  void aMissingClassFolderIsNamed() throws Exception {
    Files.delete(folder.file("hemorroids", 10));
    Files.delete(folder.file("hemorroids", 11));
    Files.delete(folder.file("hemorroids", 11).getParent());
    assertThatThrownBy(() -> open(MissingImages.FAIL))
        .hasMessageContaining("class folders that are not there: [hemorrhoids]");
  }

  @Test
  void anUnknownClassFolderIsRefused() throws Exception {
    Path polyps = folder.file("polyp", 26).getParent();
    Files.move(polyps, polyps.resolveSibling("polyp"));
    refused("polyp: found an unknown class folder", "did you mean polyps?");
  }

  @Test
  void anImageInAnotherFolderIsRefused() throws Exception {
    Files.move(folder.file("polyp", 27), folder.file("ileum", 27));
    refused(SPLIT + ":29: found class polyp", "in the folder ileum", "in the folder polyps");
  }

  @Test
  void aFolderWithoutTheTractsIsRefused() throws Exception {
    assertThatThrownBy(
            () ->
                HyperKvasir.open(
                    Files.createDirectory(data.resolve("x")), SPLIT, MissingImages.FAIL))
        .hasMessageContaining("not there");
    Files.move(data.resolve("labeled-images"), data.resolve("images"));
    refused("neither lower-gi-tract nor upper-gi-tract", "data fetch --only labeled-images");
  }

  @Test
  void anUnknownClassIsRefused() throws Exception {
    edit(";polyp;0", ";polyps;0");
    refused(SPLIT + ":28: found class \"polyps\" (did you mean polyp?)", "one of the 23 classes");
  }

  @Test
  void wrongRowsAreRefused() throws Exception {
    String first = KvasirFolder.image(0);
    edit(first + ";barretts;0", first + ";barretts;one");
    refused(":2: found split-index \"one\"", "a number from 0");
    edit(first + ";barretts;one", "../" + first + ";barretts;0");
    refused(":2: found image \"../", "without folders");
    edit("../" + first, KvasirFolder.image(1));
    refused(":3: found image " + KvasirFolder.image(1) + " again (first on line 2)");
    edit("file-name;class-name;split-index", "file-name,class-name,split-index");
    refused("missing columns");
  }

  @Test
  void oneNameInTwoFoldersIsRefused() throws Exception {
    Files.copy(folder.file("polyp", 27), folder.file("ileum", 27));
    refused("found images", "expected one file of that name");
  }

  @Test
  void picturesWithoutARowAreCounted() throws Exception {
    folder.picture("ileum", 99, 99);
    folder.picture("polyp", 98, 98);
    assertThat(open(MissingImages.FAIL).notes())
        .singleElement(InstanceOfAssertFactories.STRING)
        .contains("2 pictures without a row in", SPLIT, "ileum/" + KvasirFolder.image(99));
    assertThat(open(MissingImages.FAIL).images()).hasSize(46);
  }

  @Test
  void otherFilesAreCounted() throws Exception {
    Path polyps = folder.file("polyp", 26).getParent();
    Files.writeString(polyps.resolve("Thumbs.db"), "");
    Files.writeString(polyps.resolve("._a.jpg"), "");
    Files.createDirectory(polyps.resolveSibling("@eaDir"));
    assertThat(open(MissingImages.FAIL).notes())
        .singleElement(InstanceOfAssertFactories.STRING)
        .contains("1 file without the ending", "1 folder of systems", "1 hidden name");
    assertThat(open(MissingImages.FAIL).classes()).hasSize(23);
  }
}
