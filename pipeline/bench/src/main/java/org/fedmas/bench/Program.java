package org.fedmas.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A program whose wall-clock time is measured, including its start.
 *
 * @param command the program and its arguments
 */
record Program(List<String> command) {

  /** Returns a command of fedmas, started by the launcher. */
  static Program fedmas(String... arguments) {
    List<String> command = new ArrayList<>(List.of(arguments));
    command.add(
        0, Path.of(System.getProperty("fedmas.home", "."), "pipeline", "fedmas").toString());
    return new Program(command);
  }

  /** Runs the program and returns its wall-clock seconds; fails unless its exit code is 0. */
  double seconds() throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    // settings of the benchmark's own launcher are not for the measured program
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
