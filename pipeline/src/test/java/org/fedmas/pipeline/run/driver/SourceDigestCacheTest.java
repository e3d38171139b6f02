package org.fedmas.pipeline.run.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.fedmas.contract.Digest;
import org.fedmas.contract.Waiting;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.preprocess.dataset.DataSet;
import org.fedmas.preprocess.dataset.ManifestData;
import org.fedmas.preprocess.dataset.MissingImages;
import org.fedmas.preprocess.dataset.SourceImage;
import org.fedmas.store.file.DurableFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceDigestCacheTest {

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
    SourceDigestCache digests = new SourceDigestCache(memory, DurableFiles.local(), Duration.ZERO);
    assertThat(digests.of(file)).isEqualTo(Digest.of("first"));
    digests.save();
    assertThat(memory).content().contains("a.jpg\t5\t2020-01-01T00:00:00Z\t");

    Files.writeString(file, "other");
    Files.setLastModifiedTime(file, longAgo);
    assertThat(new SourceDigestCache(memory, DurableFiles.local()).of(file))
        .isEqualTo(Digest.of("other"));
  }

  @Test
  void filesThatJustChangedAreNotRemembered() throws Exception {
    SourceDigestCache digests = new SourceDigestCache(memory, DurableFiles.local());
    digests.of(file);
    digests.save();
    assertThat(memory).doesNotExist();
  }

  @Test
  void anUnreadableMemoryIsNoError() throws Exception {
    Files.writeString(memory, "\u0000\n\t\tsha256:x\n");
    assertThat(new SourceDigestCache(memory, DurableFiles.local()).of(file))
        .isEqualTo(Digest.of("first"));
  }

  @Test
  void aMemoryThatCannotBeWrittenIsNoError() throws Exception {
    Files.writeString(folder.resolve("in-the-way"), "");
    SourceDigestCache digests =
        new SourceDigestCache(
            folder.resolve("in-the-way/digests.tsv"), DurableFiles.local(), Duration.ZERO);
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
    Waiting.pause(Duration.ofMillis(20)); // the time of change has to be past
    digests.of(file);
    digests.save();
    assertThat(folder.resolve("in-the-way")).isRegularFile();
  }

  /** Tests a pipe, which changes only while it is read. */
  @Test
  void aFileThatChangesWhileItIsReadIsRefused() throws Exception {
    Path pipe = folder.resolve("pipe.jpg");
    assumeTrue(made(pipe), "skipped: no named pipes here");
    Thread writer =
        new Thread(
            () -> {
              try {
                Files.writeString(pipe, "bytes", StandardOpenOption.WRITE);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    Waiting.pause(
        Duration.ofMillis(20)); // so that the time of the write differs from that of the pipe
    writer.start();
    assertThatThrownBy(() -> new SourceDigestCache(memory, DurableFiles.local()).of(pipe))
        .isInstanceOf(MissingInputException.class)
        .hasMessageContaining("pipe.jpg: the file changed while it was read");
    writer.join();
  }

  private static boolean made(Path pipe) throws InterruptedException {
    try {
      return new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatThrownBy(
            () -> new SourceDigestCache(memory, DurableFiles.local()).of(folder.resolve("b.jpg")))
        .isInstanceOf(MissingInputException.class)
        .hasMessageContaining("b.jpg: cannot be read");
  }

  @Test
  void everyImageOfADataSetIsHashed() throws Exception {
    StringBuilder table = new StringBuilder("image,label,client\n");
    Path images = Files.createDirectories(folder.resolve("images"));
    for (int i = 0; i < 50; i++) {
      Files.writeString(images.resolve(i + ".jpg"), "picture " + i);
      table
          .append(i)
          .append(".jpg,class")
          .append(i % 2)
          .append(",clinic")
          .append(i % 3)
          .append('\n');
    }
    Path manifest = Files.writeString(folder.resolve("manifest.csv"), table);
    DataSet dataSet = ManifestData.open(manifest, images, List.of(), MissingImages.FAIL);
    Function<SourceImage, Digest> digests =
        new SourceDigestCache(memory, DurableFiles.local()).of(dataSet);
    for (SourceImage image : dataSet.images()) {
      String name = image.imageId().replace(".jpg", "");
      assertThat(digests.apply(image)).isEqualTo(Digest.of("picture " + name));
    }

    Files.delete(images.resolve("17.jpg"));
    assertThatThrownBy(() -> new SourceDigestCache(memory, DurableFiles.local()).of(dataSet))
        .isInstanceOf(MissingInputException.class)
        .hasMessageContaining("17.jpg: cannot be read");
  }
}
