package org.fedmas.images;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The reference library, where the machine has it; tests are skipped otherwise. */
final class Pillow {

  private static final String PYTHON = "/usr/bin/python3";

  private Pillow() {}

  /** Runs a script that may import PIL in that folder. */
  static void run(Path folder, String script, List<String> arguments) throws Exception {
    assumeTrue(
        Files.isExecutable(Path.of(PYTHON)) && start(folder, "import PIL", List.of()) == 0,
        "skipped: " + PYTHON + " with Pillow is not there");
    if (start(folder, script, arguments) != 0) {
      throw new AssertionError(Files.readString(folder.resolve("python.log")));
    }
  }

  /**
   * Returns the pixels that {@code Image.convert("RGB")} of each file wrote beside it, named .rgb.
   */
  static RgbImage pixels(Path file, ImageSize size) throws IOException {
    return new RgbImage(size.width(), size.height(), Files.readAllBytes(Path.of(file + ".rgb")));
  }

  private static int start(Path folder, String script, List<String> arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(PYTHON, "-c", script));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("python.log").toFile())
            .start();
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("Pillow takes more than two minutes");
    }
    return process.exitValue();
  }
}
