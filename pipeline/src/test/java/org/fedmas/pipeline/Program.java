package org.fedmas.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Programs of the operating system that tests need, such as ip, kill, mount and npm. */
public final class Program {

  private Program() {}

  /**
   * Runs a program to its end.
   *
   * @return false if the program failed or is not installed
   */
  public static boolean succeeds(Path folder, List<String> words) throws InterruptedException {
    try {
      return new ProcessBuilder(words)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
