package org.fedmas.results.track;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import org.fedmas.results.record.RunFolder;
import org.fedmas.results.score.RunSnapshot;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorBoardTest {

  @TempDir Path folder;

  private TensorBoard board;
  private Path file;

  @BeforeEach
  void open() {
    RunFolder place = new RunFolder("tiny", folder, folder.resolve("data"));
    board = new TensorBoard(place);
    file = place.folder().resolve(TensorBoard.FILE);
  }

  private Object identity() throws Exception {
    return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
  }

  @Test
  void theFileLiesInTheFolderOfTheRun() throws Exception {
    assertThat(board.write(RunExample.of(2).running()))
        .startsWith("written to ")
        .endsWith(": rounds up to 2");
    assertThat(file).hasBinaryContent(RunEvents.file(RunExample.of(2).running()));
    assertThat(folder.relativize(file).toString())
        .isEqualTo("runs/tiny/tensorboard/events.out.tfevents.fedmas");
  }

  @Test
  void aSecondCallDoesNotTouchTheFile() throws Exception {
    RunSnapshot run = RunExample.of(2).finished();
    board.write(run);
    FileTime past = FileTime.fromMillis(1);
    Files.setLastModifiedTime(file, past);
    assertThat(board.write(run)).endsWith("already has the rounds up to 2");
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(past);
  }

  /** TensorBoard holds the file open. */
  @Test
  void laterRoundsAreAppended() throws Exception {
    board.write(RunExample.of(1).running());
    Object before = identity();
    board.write(RunExample.of(3).running());
    board.write(RunExample.of(3).finished());
    assertThat(identity()).isEqualTo(before);
    assertThat(file).hasBinaryContent(RunEvents.file(RunExample.of(3).finished()));
  }

  @Test
  void anAppendThatWasCutShortIsCompleted() throws Exception {
    byte[] whole = RunEvents.file(RunExample.of(2).running());
    board.write(RunExample.of(1).running());
    Files.write(file, Arrays.copyOf(whole, whole.length - 5));
    board.write(RunExample.of(2).running());
    assertThat(file).hasBinaryContent(whole);
  }

  @Test
  void aDamagedFileIsReplaced() throws Exception {
    byte[] whole = RunEvents.file(RunExample.of(2).running());
    byte[] damaged = whole.clone();
    damaged[20] ^= 1;
    Files.createDirectories(file.getParent());
    Files.write(file, damaged);
    board.write(RunExample.of(2).running());
    assertThat(file).hasBinaryContent(whole);
  }
}
