package org.fedmas.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A program that is measured from outside, by the clock, with all that its start takes.
 *
 * @param command the program and its arguments
 */
record Program(List<String> command) {

  /** Returns a command of fedmas through its launcher. */
  static Program fedmas(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("fedmas.home", "."), "pipeline", "fedmas").toString());
    command.addAll(List.of(arguments));
    return new Program(List.copyOf(command));
  }

  /**
   * Seconds from its start to its end.
   *
   * @throws IOException unless it ends with 0
   */
  double seconds() throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    // how this program was started is nothing for the one it starts
    List.of("FEDMAS_MAIN", "FEDMAS_CLASSPATH", "FEDMAS_JAVA", "FEDMAS_HEAP")
        .forEach(builder.environment()::remove);
    long start = System.nanoTime();
    int code = builder.start().waitFor();
    double seconds = (System.nanoTime() - start) / 1e9;
    if (code != 0) {
      throw new IOException(String.join(" ", command) + " ended with " + code);
    }
    return seconds;
  }
}
