package org.fedmas.pipeline.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fedmas.contract.error.MissingInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputImagesTest {

  @TempDir Path folder;

  private void picture(String name) throws IOException {
    Pictures.write(folder.resolve(name), 8, 8, Color.RED);
  }

  private static List<String> names(Path... arguments) {
    return InputImages.of(List.of(arguments), null).stream().map(InputImage::name).toList();
  }

  private Path table(String text) throws IOException {
    return Files.writeString(folder.resolve("list.csv"), text);
  }

  @Test
  void aFolderIsReadWithItsFoldersInOrder() throws IOException {
    picture("b/2.png");
    picture("b/1.png");
    picture("a.png");
    picture(".hidden/3.png");
    Files.writeString(folder.resolve("notes.txt"), "text");

    assertThat(names(folder)).containsExactly("a.png", "b/1.png", "b/2.png");
  }

  @Test
  void aTableNamesImagesBesideIt() throws IOException {
    picture("images/2.png");
    picture("images/1.png");

    assertThat(names(table("image,label\n2,NV\n1.png,MEL\nmissing,NV\n")))
        .containsExactly("2", "1.png", "missing");
  }

  @Test
  void aPathOutsideOfTheFolderIsRefused() throws IOException {
    Path table = table("image\n../../etc/passwd\n");

    assertThatExceptionOfType(MissingInputException.class)
        .isThrownBy(() -> names(table))
        .withMessageContaining("list.csv:2: found image ../../etc/passwd")
        .withMessageContaining("a path within the image folder");
  }

  @Test
  void aFolderWithoutImagesIsRefused() {
    assertThatExceptionOfType(MissingInputException.class)
        .isThrownBy(() -> names(folder))
        .withMessageContaining("found 0 images");
  }

  @Test
  void aMissingArgumentIsRefused() {
    assertThatExceptionOfType(MissingInputException.class)
        .isThrownBy(() -> names(folder.resolve("none")))
        .withMessageContaining("none: found no file or folder");
  }

  @Test
  void aFolderThatMayNotBeReadIsNamed() {
    assertThatExceptionOfType(MissingInputException.class)
        .isThrownBy(() -> names(DeniedFolder.of(folder)))
        .withMessageContaining(folder.toString())
        .withMessageContaining("permission denied");
  }
}
