package org.fedmas.preprocess.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.fedmas.contract.Digest;
import org.fedmas.contract.FileState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeenFilesTest {

  @TempDir Path folder;

  @Test
  void aFileIsReadAgainOnlyAfterItChanged() throws Exception {
    Path file = Files.writeString(folder.resolve("a.jpg"), "first");
    assertThat(SeenFiles.of(file)).isEqualTo(Digest.of("first"));

    Digest noted = Digest.of("what nobody would find in the file");
    SeenFiles.note(FileState.of(file), noted);
    assertThat(SeenFiles.of(file)).isEqualTo(noted);

    Files.writeString(file, "longer than it was");
    assertThat(SeenFiles.of(file)).isEqualTo(Digest.of("longer than it was"));

    SeenFiles.note(FileState.of(file), noted);
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
    assertThat(SeenFiles.of(file)).isEqualTo(Digest.of("longer than it was"));
  }
}
