package org.fedmas.preprocess.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fedmas.contract.error.MissingInputException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of names in a manifest: of images, classes, clients and groups, and of missing values. */
class ManifestNamesTest {

  @TempDir Path folder;
  private PictureFolder pictures = new PictureFolder(Path.of("."));

  @BeforeEach
  void drawPictures() throws Exception {
    pictures = new PictureFolder(folder.resolve("images"));
    pictures.picture("a.png", 1).picture("b.png", 2).picture("sub/c.png", 3);
  }

  private FolderImages open(String... lines) {
    return open(List.of(), lines);
  }

  private FolderImages open(List<String> classes, String... lines) {
    Path table = new PictureFolder(folder).table("manifest.csv", lines);
    return ManifestData.open(table, folder.resolve("images"), classes, MissingImages.FAIL);
  }

  private void refuses(String message, String... lines) {
    assertThatThrownBy(() -> open(lines))
        .isInstanceOf(MissingInputException.class)
        .hasMessageContaining(message);
  }

  @Test
  void oneFileUnderTwoNamesIsRefused() {
    for (String other : List.of("a", "./a.png", "sub/../a.png", "sub/.././a")) {
      refuses(
          "manifest.csv:4: found image " + other + " again (first on line 2 as a.png)",
          "image,label",
          "a.png,x",
          "b.png,y",
          other + ",y");
    }
  }

  @Test
  void linksToOneFileAreTwoImages() throws Exception {
    Files.createSymbolicLink(folder.resolve("images/link.png"), Path.of("a.png"));
    assertThat(open("image,label", "a.png,x", "link.png,x").images()).hasSize(2);
  }

  @Test
  void aMissingLabelIsNotAClass() {
    for (String word : List.of("nan", "NaN", "NA", "<NA>", "None", "null", "NULL", "N/A", "NaT")) {
      refuses(
          "manifest.csv:3: found label " + word + ", a missing value; expected one in every row",
          "image,label",
          "a.png,x",
          "b.png," + word);
    }
  }

  @Test
  void aMissingClientIsNotAClient() {
    refuses("found client nan, a missing value", "image,label,client", "a.png,x,n", "b.png,x,nan");
  }

  @Test
  void aListedClassMayLookLikeAMissingValue() {
    assertThat(
            open(List.of("None", "x"), "image,label", "a.png,x", "b.png,None")
                .images()
                .get(1)
                .label())
        .isZero();
  }

  @Test
  void missingGroupsPartsAndFoldsAreNone() {
    FolderImages data =
        open("image,label,group,part,fold", "a.png,x,nan,NA,None", "b.png,x,g,,<NA>");
    assertThat(data.images().get(0).lesion()).isEmpty();
    assertThat(data.images().get(1).lesion()).contains("g");
    assertThat(data.officialSplit()).isEmpty();
  }

  @Test
  void missingGroupsAreNotOneGroup() {
    for (String word : List.of("", "NaN", "None", "<NA>", "N/A")) {
      assertThat(
              open(
                      "image,label,group",
                      "a.png,x," + word,
                      "b.png,x," + word,
                      "sub/c.png,x,patient 3")
                  .images())
          .as(word)
          .extracting(image -> image.lesion().orElse("alone"))
          .containsExactly("alone", "alone", "patient 3");
    }
  }

  @Test
  void aColumnThatIsMeantIsNotIgnored() {
    refuses(
        "manifest.csv:1: found column Client, expected client", "image,label,Client", "a.png,x,n");
    assertThat(open("image,label, group", "a.png,x,n").images().get(0).lesion()).contains("n");
    assertThat(open("image,label,age", "a.png,x,40").images()).hasSize(1);
  }

  @Test
  void picturesWithoutARowAreCounted() {
    assertThat(open("image,label", "a.png,x", "b.png,y", "sub/c.png,y").notes()).isEmpty();
    assertThat(open("image,label", "b.png,y", "sub/c.png,y").notes())
        .containsExactly(
            "not read below %s: 1 picture without a row in %s, first a.png"
                .formatted(folder.resolve("images"), folder.resolve("manifest.csv")));
  }

  @Test
  void classesAreSortedByValue() {
    assertThat(open("image,label", "a.png,10.0", "b.png,2.0", "sub/c.png,0.0").classes())
        .containsExactly("0.0", "2.0", "10.0");
  }

  @Test
  void labelsAndClientsThatLookAlikeAreRefused() {
    refuses("MEL (line 2) and mel (line 3)", "image,label", "a.png,MEL", "b.png,mel");
    refuses("found clients", "image,label,client", "a.png,x,North", "b.png,x,north");
    refuses("1 (line 2) and 1.0 (line 3)", "image,label", "a.png,1", "b.png,1.0");
  }

  @Test
  void spacesAroundNamesDoNotCount() {
    assertThat(open("image,label", "a.png, x", "b.png ,x ").classes()).containsExactly("x");
  }

  @Test
  void theEndingMayHaveAnyCase() throws Exception {
    pictures.picture("IMG_0.JPG", 4).picture("img_1.PNG", 5);
    FolderImages data = open("image,label", "IMG_0,x", "img_1.png,y");
    assertThat(data.pixels(data.images().get(0)).width()).isEqualTo(8);
    assertThat(data.images())
        .extracting(SourceImage::imageId)
        .containsExactly("IMG_0", "img_1.png");
  }

  @Test
  void theUnicodeFormMayDiffer() {
    pictures.picture("le\u0301sion.png", 4).picture("na\u0308vus.png", 5);
    FolderImages data = open("image,label", "l\u00e9sion,x", "na\u0308vus.png,y");
    assertThat(data.images())
        .extracting(SourceImage::imageId)
        .containsExactly("l\u00e9sion", "n\u00e4vus.png");
    assertThat(data.pixels(data.images().get(0)).width()).isEqualTo(8);
  }

  @Test
  void severalFilesThatFitAreRefused() throws Exception {
    pictures.picture("d.JPG", 4);
    Files.copy(folder.resolve("images/d.JPG"), folder.resolve("images/d.Jpg"));
    refuses("image d: found [", "image,label", "d,x");
  }

  @Test
  void whatIsThereInsteadIsTold() throws Exception {
    Files.writeString(folder.resolve("images/d.svs"), "a slide");
    Files.createSymbolicLink(folder.resolve("images/e.png"), Path.of("nowhere"));
    refuses("d.png (d.svs is there)", "image,label", "a.png,x", "d.png,x");
    refuses("B.png (b.png is there)", "image,label", "a.png,x", "B.png,x");
    refuses("c.png (sub/c.png is there)", "image,label", "a.png,x", "c.png,x");
    refuses("e.png (a broken link to nowhere)", "image,label", "a.png,x", "e.png,x");
    refuses("sub (a folder)", "image,label", "a.png,x", "sub,x");
    refuses("sub\\c.png (sub/c.png is there)", "image,label", "a.png,x", "sub\\c.png,x");
    refuses("images/b.png (b.png is there)", "image,label", "a.png,x", "images/b.png,x");
    refuses("[gone]", "image,label", "a.png,x", "gone,x");
  }

  @Test
  void aFileNameInAnotherEncodingIsTold() throws Exception {
    String copy = "cp a.png \"$(printf 'l\\344sion.png')\"";
    Process process =
        new ProcessBuilder("sh", "-c", copy).directory(folder.resolve("images").toFile()).start();
    assumeThat(process.waitFor()).as("a copy under a name in Latin-1").isZero();
    refuses(
        "l\u00e4sion.png (l\ufffdsion.png, not text in UTF-8, is there)",
        "image,label",
        "a.png,x",
        "l\u00e4sion.png,x");
  }

  @Test
  void aFolderThatIsMeantIsTold() {
    Path table = new PictureFolder(folder).table("manifest.csv", "image,label", "a.png,x");
    assertThatThrownBy(
            () -> ManifestData.open(table, folder.resolve("Images"), List.of(), MissingImages.FAIL))
        .hasMessageContaining("Images: not there (images is there); dataset.folder");
  }

  @Test
  void aNameThatNoFileCanHaveIsRefused() {
    refuses("found bytes that are not text", "image,label", "a\0.png,x");
  }

  @Test
  void imagesWhoseCharactersWereLostAreRefused() {
    refuses("found labels whose characters were lost", "image,label", "a.png,M\ufffdlanome");
  }
}
