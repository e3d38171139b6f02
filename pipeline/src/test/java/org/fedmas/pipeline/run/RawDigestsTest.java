package org.fedmas.pipeline.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.fedmas.contract.artifact.Digest;
import org.fedmas.contract.error.MissingInputException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RawDigestsTest {

  @TempDir Path folder;

  private Path file;
  private Path memory;

  @BeforeEach
  void makeFile() throws Exception {
    file = Files.writeString(folder.resolve("a.jpg"), "first");
    memory = folder.resolve("digests.tsv");
  }

  @Test
  void equalSizeAndTimeDoNotHideOtherBytes() throws Exception {
    assumeTrue(
        folder.getFileSystem().supportedFileAttributeViews().contains("unix"),
        "skipped: this file system keeps no time of change of its own");
    FileTime longAgo = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
    Files.setLastModifiedTime(file, longAgo);
    RawDigests digests = new RawDigests(memory, Duration.ZERO);
    assertThat(digests.of(file)).isEqualTo(Digest.of("first"));
    digests.remember();
    assertThat(memory).content().contains("a.jpg\t5\t2020-01-01T00:00:00Z\t");

    Files.writeString(file, "other");
    Files.setLastModifiedTime(file, longAgo);
    assertThat(new RawDigests(memory).of(file)).isEqualTo(Digest.of("other"));
  }

  @Test
  void filesThatJustChangedAreNotRemembered() throws Exception {
    RawDigests digests = new RawDigests(memory);
    digests.of(file);
    digests.remember();
    assertThat(memory).doesNotExist();
  }

  @Test
  void anUnreadableMemoryIsNoError() throws Exception {
    Files.writeString(memory, "\u0000\n\t\tsha256:x\n");
    assertThat(new RawDigests(memory).of(file)).isEqualTo(Digest.of("first"));
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> new RawDigests(memory).of(folder.resolve("b.jpg")))
        .isInstanceOf(MissingInputException.class)
        .hasMessageContaining("b.jpg: cannot be read");
  }
}
