package org.fedmas.pipeline.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The exit code and output of a command run in this process. */
public record Said(int code, String out, String error) {

  /** Returns the lines of standard error without those of the engine that loads beside. */
  public List<String> errorLines() {
    return error.strip().lines().filter(line -> !line.startsWith("[engine]")).toList();
  }

  /** Runs a command line. */
  public static Said by(String... arguments) {
    PrintStream out = System.out;
    PrintStream error = System.err;
    ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
    ByteArrayOutputStream errorBytes = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(outBytes, true, StandardCharsets.UTF_8));
      System.setErr(new PrintStream(errorBytes, true, StandardCharsets.UTF_8));
      int code = Fedmas.execute(arguments);
      return new Said(
          code,
          outBytes.toString(StandardCharsets.UTF_8),
          errorBytes.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(error);
    }
  }
}
