package org.fedmas.pipeline.run.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramFilesTest {

  @TempDir Path folder;

  private Path record;

  @BeforeEach
  void write() throws IOException {
    record = file("run.json", 1000);
  }

  @Test
  void archivesOfBeforeAreOlder() throws IOException {
    assertThat(ProgramFiles.areOlderThan(record, path(file("fedmas-a.jar", 999)))).isTrue();
  }

  @Test
  void oneYoungerArchiveIsEnough() throws IOException {
    Path old = file("fedmas-a.jar", 999);
    Path young = file("fedmas-b.jar", 1001);

    assertThat(ProgramFiles.areOlderThan(record, path(old, young))).isFalse();
  }

  @Test
  void librariesOfOthersDoNotCount() throws IOException {
    Path own = file("fedmas-a.jar", 999);
    Path library = file("library-1.jar", 1001);

    assertThat(ProgramFiles.areOlderThan(record, path(own, library))).isTrue();
  }

  @Test
  void foldersOfClassesAreNeverOlder() throws IOException {
    assertThat(ProgramFiles.areOlderThan(record, path(folder))).isFalse();
  }

  private Path file(String name, long seconds) throws IOException {
    Path file = Files.writeString(folder.resolve(name), name);
    return Files.setLastModifiedTime(file, FileTime.fromMillis(1000 * seconds));
  }

  private static String path(Path... entries) {
    return String.join(
        File.pathSeparator, java.util.Arrays.stream(entries).map(Path::toString).toList());
  }
}
