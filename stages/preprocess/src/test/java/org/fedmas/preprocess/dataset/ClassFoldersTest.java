package org.fedmas.preprocess.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fedmas.contract.error.MissingInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassFoldersTest {

  @TempDir Path folder;

  @Test
  void aFolderPerClassIsAPool() throws Exception {
    new PictureFolder(folder)
        .picture("polyp/1.png", 1)
        .picture("normal/2.jpg", 2)
        .picture("normal/3.png", 3);
    Files.writeString(folder.resolve("normal/notes.txt"), "not a picture");
    Files.writeString(folder.resolve("normal/.hidden.png"), "not a picture");
    Files.createDirectory(folder.resolve(".cache"));
    FolderImages data = ClassFolders.pool(folder, List.of(), MissingImages.FAIL);
    assertThat(data.classes()).containsExactly("normal", "polyp");
    assertThat(data.isPool()).isTrue();
    assertThat(data.images())
        .containsExactly(
            new SourceImage("normal/2.jpg", 0, 0, null),
            new SourceImage("normal/3.png", 0, 0, null),
            new SourceImage("polyp/1.png", 1, 0, null));
    assertThat(data.pixels(data.images().get(2)).height()).isEqualTo(6);
  }

  @Test
  void picturesOfEveryFormatCount() throws Exception {
    new PictureFolder(folder).picture("a/1.BMP", 1).picture("a/2.tiff", 2).picture("b/3.gif", 3);
    Files.writeString(folder.resolve("b/4.DCM"), "not read here");
    Files.writeString(folder.resolve("b/5.webp.txt"), "not a picture");
    FolderImages data = ClassFolders.pool(folder, List.of(), MissingImages.FAIL);
    assertThat(data.images())
        .extracting(SourceImage::imageId)
        .containsExactly("a/1.BMP", "a/2.tiff", "b/3.gif", "b/4.DCM");
    assertThat(data.pixels(data.images().get(1)).value(0, 0, 2)).isEqualTo(2);
  }

  @Test
  void clientsMayHaveFoldersOfTheirOwn() {
    new PictureFolder(folder)
        .picture("north/polyp/1.png", 1)
        .picture("south/normal/1.png", 2)
        .picture("south/polyp/2.png", 3);
    FolderImages data =
        ClassFolders.ofClients(folder, List.of("polyp", "normal"), MissingImages.FAIL);
    assertThat(data.classes()).containsExactly("polyp", "normal");
    assertThat(data.clients()).containsExactly(new Client(0, "north"), new Client(1, "south"));
    assertThat(data.isPool()).isFalse();
    assertThat(data.images())
        .containsExactly(
            new SourceImage("north/polyp/1.png", 0, 0, null),
            new SourceImage("south/normal/1.png", 1, 1, null),
            new SourceImage("south/polyp/2.png", 0, 1, null));
  }

  @Test
  void deeperFoldersBelongToTheClassAboveThem() {
    new PictureFolder(folder)
        .picture("polyp/2024/may/1.png", 1)
        .picture("polyp/2.png", 2)
        .picture("normal/patient-7/normal/3.png", 3)
        .picture("normal/.thumbnails/3.png", 3);
    assertThat(ClassFolders.pool(folder, List.of(), MissingImages.FAIL).images())
        .containsExactly(
            new SourceImage("normal/patient-7/normal/3.png", 0, 0, null),
            new SourceImage("polyp/2.png", 1, 0, null),
            new SourceImage("polyp/2024/may/1.png", 1, 0, null));
    assertThat(ClassFolders.ofClients(folder, List.of(), MissingImages.FAIL).classes())
        .containsExactly("2024", "patient-7");
  }

  @Test
  void unknownClassesAndEmptyFoldersAreRefused() {
    new PictureFolder(folder).picture("polyp/1.png", 1).picture("other/1.png", 2);
    assertThatThrownBy(() -> ClassFolders.pool(folder, List.of("polyp"), MissingImages.FAIL))
        .isInstanceOf(MissingInputException.class)
        .hasMessageContaining("other: unknown class folder; expected one of [polyp]");
    assertThatThrownBy(() -> ClassFolders.ofClients(folder, List.of(), MissingImages.FAIL))
        .hasMessageContaining("found no image; expected CLIENT/CLASS/picture");
    assertThatThrownBy(
            () -> ClassFolders.pool(folder.resolve("nowhere"), List.of(), MissingImages.FAIL))
        .hasMessageContaining("not there; dataset.folder");
  }
}
