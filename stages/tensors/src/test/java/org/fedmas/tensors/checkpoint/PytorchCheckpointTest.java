package org.fedmas.tensors.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.contract.random.RandomStream;
import org.fedmas.tables.model.ModelState;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The golden files as plain tests, with bounds on time and memory, and with damage. */
class PytorchCheckpointTest {

  private static final long MOST_BYTES = 32L << 20;
  private static final long MOST_NANOSECONDS = 2_000_000_000L;

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> goodFilesAreReadToTheBitAndInOrder() {
    return GoldenCheckpoints.good().entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () -> {
                      Path file = GoldenCheckpoints.folder().resolve(entry.getKey());
                      ModelState ours = Checkpoint.read(file);
                      assertThat(ours.names()).containsExactlyElementsOf(entry.getValue().names());
                      entry
                          .getValue()
                          .tensors()
                          .forEach(
                              (name, tensor) ->
                                  assertThat(ours.tensor(name)).as(name).isEqualTo(tensor));
                    }));
  }

  @TestFactory
  Stream<DynamicTest> badFilesAreRefusedFastSmallAndRunNothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return GoldenCheckpoints.bad().entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () -> {
                      long start = System.nanoTime();
                      long before = threads.getCurrentThreadAllocatedBytes();
                      boolean refused = GoldenCheckpoints.refused(entry.getKey());
                      long taken = threads.getCurrentThreadAllocatedBytes() - before;
                      assertThat(System.nanoTime() - start).isLessThan(MOST_NANOSECONDS);
                      assertThat(taken).isLessThan(MOST_BYTES);
                      assertThat(refused || !entry.getValue()).as("refused").isTrue();
                      assertThat(GoldenCheckpoints.markerExists()).as("ran code").isFalse();
                    }));
  }

  @Test
  void damageIsRejectedOrHarmless() throws IOException {
    RandomStream random = RandomKey.of(7).with("checkpoint damage").stream();
    for (String name : GoldenCheckpoints.good().keySet()) {
      byte[] good = Files.readAllBytes(GoldenCheckpoints.folder().resolve(name));
      for (int round = 0; round < 400; round++) {
        byte[] bad = good.clone();
        for (int k = random.below(3); k >= 0; k--) {
          bad[random.below(bad.length)] = (byte) random.below(256);
        }
        Path file = Files.write(folder.resolve("damaged"), bad);
        readOrRefuse(file);
      }
      for (int length = 0; length < good.length; length += 1 + good.length / 97) {
        Path file = Files.write(folder.resolve("damaged"), Arrays.copyOf(good, length));
        assertThatThrownBy(() -> Checkpoint.read(file)).isInstanceOf(MissingInputException.class);
      }
    }
  }

  @Test
  void detectsEveryFlippedByteOfAStorage() throws IOException {
    byte[] good = Files.readAllBytes(GoldenCheckpoints.folder().resolve("plain_zip.pt"));
    ModelState before = Checkpoint.read(GoldenCheckpoints.folder().resolve("plain_zip.pt"));
    for (int i = 0; i < good.length; i++) {
      byte[] bad = good.clone();
      bad[i] ^= 0x20;
      Path file = Files.write(folder.resolve("flipped"), bad);
      try {
        assertThat(Checkpoint.read(file)).as("byte %d", i).isEqualTo(before);
      } catch (MissingInputException expected) {
        assertThat(expected).hasMessageContaining("flipped");
      }
    }
  }

  @Test
  void messagesNameFileProblemAndRemedy() throws IOException {
    Path text = Files.writeString(folder.resolve("notes.txt"), "hello world, this is text");
    assertThatThrownBy(() -> Checkpoint.read(text))
        .isInstanceOf(MissingInputException.class)
        .hasMessageContaining(text.toString())
        .hasMessageContaining("68 65 6c 6c")
        .hasMessageContaining("save model.state_dict()");
    Path hostile = GoldenCheckpoints.folder().resolve("refuse/zip_os_system.pt");
    assertThatThrownBy(() -> Checkpoint.read(hostile)).hasMessageContaining("\"os.system\"");
    Path absent = folder.resolve("absent.pt");
    for (Path none : List.of(absent, folder)) {
      assertThatThrownBy(() -> Checkpoint.read(none))
          .isInstanceOf(MissingInputException.class)
          .hasMessageContaining(none.toString());
    }
  }

  private static void readOrRefuse(Path file) {
    try {
      Map<String, ?> tensors = Checkpoint.read(file).tensors();
      assertThat(tensors).isNotEmpty();
    } catch (MissingInputException expected) {
      assertThat(expected).hasMessageContaining("damaged");
    }
  }
}
