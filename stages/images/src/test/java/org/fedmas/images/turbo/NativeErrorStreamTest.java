package org.fedmas.images.turbo;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.leptonica.global.leptonica;
import org.fedmas.images.Pictures;
import org.fedmas.images.PixelRows;
import org.fedmas.images.header.JpegHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts processes, since only they show all that native code writes to the terminal. */
class NativeErrorStreamTest {

  private static final byte[] JPEG =
      Pictures.jpeg(Pictures.buffered(Pictures.smooth(90, 70), BufferedImage.TYPE_INT_RGB), false);

  @TempDir Path folder;

  @Test
  void damagedFilesPrintNothing() throws Exception {
    assertThat(run("silenced")).isEmpty();
  }

  @Test
  void messagesOfOtherThreadsArePrintedMeanwhile() throws Exception {
    assertThat(run("silenced", "beside")).contains("Corrupt JPEG data");
  }

  /** Returns what a process writes to its error stream. */
  private String run(String... ways) throws Exception {
    Path errors = folder.resolve("errors");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Decoding.class.getName()));
    command.addAll(List.of(ways));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(errors.toFile())
            .start();
    assertThat(process.waitFor()).isZero();
    return Files.readString(errors, StandardCharsets.UTF_8);
  }

  /** Decodes files that are damaged in several ways. */
  static final class Decoding {

    private Decoding() {}

    public static void main(String[] ways) throws Exception {
      for (String way : ways) {
        for (byte[] file : List.of(withExtraBytes(), garbled(), Arrays.copyOf(JPEG, 900))) {
          if (way.equals("beside")) {
            besideAWatch(() -> leptonica.pixReadMemJpeg(file, file.length, 0, 1, new int[1], 0));
          } else {
            new BundledJpeg().decode(file, JpegHeader.of(file), 1, PixelRows::image);
          }
        }
      }
    }

    private static void besideAWatch(Runnable call) throws Exception {
      Thread thread = new Thread(call);
      try (NativeErrorStream.Watch watch = NativeErrorStream.watch()) {
        thread.start();
        thread.join();
        assertThat(watch.printed()).isFalse();
      }
    }

    private static byte[] withExtraBytes() {
      byte[] file = Arrays.copyOf(JPEG, JPEG.length + 5);
      file[file.length - 2] = (byte) 0xFF;
      file[file.length - 1] = (byte) 0xD9;
      Arrays.fill(file, JPEG.length - 2, file.length - 2, (byte) 7);
      return file;
    }

    private static byte[] garbled() {
      byte[] file = JPEG.clone();
      Arrays.fill(file, file.length - 60, file.length - 40, (byte) 0);
      return file;
    }
  }
}
