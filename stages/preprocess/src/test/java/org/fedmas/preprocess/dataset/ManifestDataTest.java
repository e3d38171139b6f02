package org.fedmas.preprocess.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.tables.image.AttributeRow;
import org.fedmas.tables.image.OfficialPlace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestDataTest {

  @TempDir Path folder;
  private PictureFolder pictures = new PictureFolder(Path.of("."));

  @BeforeEach
  void drawPictures() {
    pictures =
        new PictureFolder(folder.resolve("images"))
            .picture("a.png", 0x102030)
            .picture("b.jpg", 0x405060)
            .picture("sub/c.png", 0x708090);
  }

  private FolderImages open(String... lines) {
    return open(List.of(), MissingImages.FAIL, lines);
  }

  private FolderImages open(List<String> classes, MissingImages policy, String... lines) {
    Path table = new PictureFolder(folder).table("manifest.csv", lines);
    return ManifestData.open(table, folder.resolve("images"), classes, policy);
  }

  private void refuses(String message, String... lines) {
    assertThatThrownBy(() -> open(lines))
        .isInstanceOf(MissingInputException.class)
        .hasMessageContaining(message);
  }

  @Test
  void otherColumnsAreAttributesOfTheImages() {
    FolderImages data =
        open(
            ",site,image,label,age",
            "0,arm,sub/c,polyp,40",
            "1,nan,a.png,polyp,",
            "2,leg,b,mel,NA");
    assertThat(data.attributes())
        .containsExactly(
            new AttributeRow("b", "site", "leg"),
            new AttributeRow("sub/c", "age", "40"),
            new AttributeRow("sub/c", "site", "arm"));
    assertThat(data.notes()).singleElement().asString().contains("attributes", ": age, site;");
  }

  @Test
  void aTableOfKnownColumnsHasNoAttributes() {
    FolderImages data = open("image,label,group", "a.png,polyp,1", "b,mel,2", "sub/c,mel,2");
    assertThat(data.attributes()).isEmpty();
    assertThat(data.notes()).isEmpty();
  }

  @Test
  void quotedNamesOfColumnsMayBeSeparatedBySemicolons() {
    FolderImages data = open("\"image\";\"label\"", "\"a.png\";\"polyp, large\"", "b;normal");
    assertThat(data.classes()).containsExactly("normal", "polyp, large");
  }

  @Test
  void allColumnsAreRead() {
    FolderImages data =
        open(
            "group,image,label,client,part,age",
            "g1,sub/c,polyp,south,test,40",
            "g1,a.png,polyp,north,train,",
            ",b,normal,south,train,51");
    assertThat(data.classes()).containsExactly("normal", "polyp");
    assertThat(data.clients()).containsExactly(new Client(0, "north"), new Client(1, "south"));
    assertThat(data.images())
        .containsExactly(
            new SourceImage("a.png", 1, 0, "g1"),
            new SourceImage("b", 0, 1, null),
            new SourceImage("sub/c", 1, 1, "g1"));
    assertThat(data.officialSplit().orElseThrow().place("sub/c")).isEqualTo(OfficialPlace.TEST);
    assertThat(data.officialSplit().orElseThrow().folds()).isEqualTo(1);
    assertThat(data.isPool()).isFalse();
    assertThat(data.pixels(data.images().get(0)).width()).isEqualTo(8);
    assertThat(data.pixels(data.images().get(0)).pixels()).startsWith(0x10, 0x20, 0x30);
    assertThat(data.digest(data.images().get(1))).isNotEqualTo(data.digest(data.images().get(0)));
    assertThat(DataDescription.of(data).counts().clients().get(1).test()).containsExactly(0, 1);
  }

  @Test
  void theSeparatorIsFoundByItself() {
    FolderImages comma = open("image,label,site", "a.png,x;y,1", "sub/c,z,2");
    FolderImages semicolon = open("image;label;site", "a.png;x;1,5", "sub/c;z;2");
    FolderImages tab = open("site\timage\tlabel", "1,5\ta.png\tx", "2;3\tsub/c\tz");
    assertThat(comma.classes()).containsExactly("x;y", "z");
    assertThat(semicolon.classes()).containsExactly("x", "z");
    assertThat(tab.images()).isEqualTo(semicolon.images());
    refuses("missing columns [image, label]", "image label", "a.png x");
  }

  @Test
  void theOrderOfTheRowsDoesNotMatter() {
    FolderImages first = open("image,label,client", "a.png,x,1", "b,y,2", "sub/c,x,10");
    FolderImages second = open("image,label,client", "sub/c,x,10", "b,y,2", "a.png,x,1");
    assertThat(second.images()).isEqualTo(first.images());
    assertThat(second.clients()).isEqualTo(first.clients());
    assertThat(first.clients().stream().map(Client::name)).containsExactly("1", "2", "10");
  }

  @Test
  void withoutClientsItIsAPoolAndWithoutPartsItHasNoSplit() {
    FolderImages data = open("image,label", "a.png,x", "b,y");
    assertThat(data.isPool()).isTrue();
    assertThat(data.clients()).containsExactly(new Client(0, "pool"));
    assertThat(data.officialSplit()).isEmpty();
  }

  @Test
  void foldsAreRead() {
    FolderImages data = open("image,label,fold", "a.png,x,1", "b,y,3", "sub/c,x,2");
    OfficialSplit split = data.officialSplit().orElseThrow();
    assertThat(split.folds()).isEqualTo(3);
    assertThat(split.place("b")).isEqualTo(new OfficialPlace(3));
  }

  @Test
  void classesMayBeGivenInOrder() {
    FolderImages data =
        open(List.of("y", "x", "never"), MissingImages.FAIL, "image,label", "a.png,x", "b,y");
    assertThat(data.classes()).containsExactly("y", "x", "never");
    assertThat(data.images().get(0).label()).isEqualTo(1);
    assertThatThrownBy(
            () ->
                open(
                    List.of("normal", "polyp"),
                    MissingImages.FAIL,
                    "image,label",
                    "a.png,normal",
                    "b,polip"))
        .isInstanceOf(MissingInputException.class)
        .hasMessageContaining("manifest.csv:3: found label polip (did you mean polyp?)")
        .hasMessageContaining("dataset.classes, [normal, polyp]");
  }

  @Test
  void missingImagesAreNamedOrSkipped() {
    String[] lines = {"image,label,client", "a.png,x,n", "lost,x,n", "gone.jpg,y,s", "b,y,s"};
    assertThatThrownBy(() -> open(lines))
        .isInstanceOf(MissingInputException.class)
        .hasMessageContaining("2 of 4 images")
        .hasMessageContaining("[lost, gone.jpg]")
        .hasMessageContaining("dataset.missing-images=skip");
    FolderImages some = open(List.of(), MissingImages.SKIP, lines);
    assertThat(some.images()).hasSize(2);
    assertThat(some.skipped()).isEqualTo(2);
    assertThatThrownBy(() -> open(List.of(), MissingImages.SKIP, "image,label,client", "lost,x,n"))
        .hasMessageContaining("1 of 1 images");
  }

  @Test
  void theTableAloneTellsWhatThereShouldBe() {
    Path table = new PictureFolder(folder).table("t.csv", "image,label", "lost,x", "gone,y");
    assertThat(ManifestData.table(table, folder.resolve("nowhere"), List.of()).images()).hasSize(2);
  }

  @Test
  void wrongRowsAreRefusedByLine() {
    refuses("manifest.csv:1: missing columns [label]", "image,class", "a.png,x");
    refuses(
        "manifest.csv:3: found image a.png again (first on line 2)",
        "image,label",
        "a.png,x",
        "a.png,y");
    refuses("manifest.csv:2: found no label", "image,label", "a.png,");
    refuses("manifest.csv:2: found no client", "image,label,client", "a.png,x,");
    refuses("manifest.csv:2: found no image", "image,label", ",x");
    refuses("a path within the image folder", "image,label", "../manifest.csv,x");
    refuses("a path within the image folder", "image,label", "/etc/passwd,x");
    refuses("found part validation", "image,label,part", "a.png,x,validation");
    refuses("found fold 0", "image,label,fold", "a.png,x,0");
    refuses("part test and fold 2", "image,label,part,fold", "a.png,x,test,2");
    refuses(
        "part or fold of 1 images, expected it of all 2",
        "image,label,part",
        "a.png,x,test",
        "b,y,");
    refuses("3 cells; expected 2 cells", "image,label", "a.png,x,y");
  }

  @Test
  void aColumnGivenTwiceIsNamed() {
    refuses("manifest.csv:1: found columns [label] twice", "image,label,label", "a.png,x,y");
    refuses("columns [group, fold] twice", "image,label,group,fold,fold,group", "a.png,x,1,1,1,1");
    refuses("columns [label] twice", "image,label,label ", "a.png,x,y");
  }

  @Test
  void aTableWithoutRowsIsRefused() {
    refuses("manifest.csv: found a header line alone, expected one row per image", "image,label");
    refuses("manifest.csv: found an empty file, expected a header line", "");
  }

  @Test
  void columnsWithoutANameAreIgnored() {
    String[] rows = {"image,label", "a.png,x", "b,y"};
    String[] index = {",image,label", "0,a.png,x", "1,b,y"};
    String[] two = {",image,,label,", "0,a.png,0,x,", "1,b,0,y,"};
    assertThat(open(index).images()).isEqualTo(open(rows).images());
    assertThat(open(two).images()).isEqualTo(open(rows).images());
  }

  @Test
  void aTableThatIsNotTextSaysItsKind() throws Exception {
    Path table = folder.resolve("manifest.csv");
    String text = "image,label\na.png,N\u00e6vus\nb,y\n";
    Files.writeString(table, text, StandardCharsets.UTF_16);
    refusesTable(table, "manifest.csv: found text in UTF-16, expected text in UTF-8");
    Files.writeString(table, text, StandardCharsets.ISO_8859_1);
    refusesTable(table, "probably Latin-1 or Windows-1252 (byte 0xE6 on line 2)");
    Files.writeString(table, "image,label\na.png,恶性\n", Charset.forName("GBK"));
    refusesTable(table, "probably GBK, Big5 or Shift JIS (byte 0xB6 on line 2)");
    Files.write(table, new byte[] {'P', 'K', 3, 4, 0, 0});
    refusesTable(table, "an Excel workbook is one; export it as CSV");
    Files.delete(table);
    refusesTable(Files.createDirectory(table), "found a folder, expected a text file");
  }

  private void refusesTable(Path table, String message) {
    assertThatThrownBy(() -> ManifestData.table(table, folder, List.of()))
        .isInstanceOf(MissingInputException.class)
        .hasMessageContaining(message);
  }

  @Test
  void filesThatAreNotThereAreNamed() throws Exception {
    assertThatThrownBy(
            () ->
                ManifestData.open(
                    folder.resolve("none.csv"),
                    folder.resolve("images"),
                    List.of(),
                    MissingImages.FAIL))
        .isInstanceOf(MissingInputException.class)
        .hasMessageEndingWith("none.csv: not there; dataset.file names another one");
    Path table = Files.writeString(folder.resolve("t.csv"), "image,label\na.png,x\n");
    assertThatThrownBy(
            () ->
                ManifestData.open(table, folder.resolve("nowhere"), List.of(), MissingImages.FAIL))
        .isInstanceOf(MissingInputException.class)
        .hasMessageContaining("dataset.folder");
  }
}
