package org.fedmas.pipeline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** The exit code and output of a process. */
record Outcome(int exitCode, String out, String err) {

  /** Asserts the exit code; a failure shows all output. */
  Outcome exits(int code) {
    assertThat(exitCode).as("exit code of%n%s%n%s", out, err).isEqualTo(code);
    return this;
  }

  /** Asserts that standard error contains the given words. */
  Outcome says(String... words) {
    assertThat(err).contains(words);
    return this;
  }

  String lastLine() {
    List<String> lines = out.lines().toList();
    return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
  }

  /** Asserts the numbers of units in the last line. */
  Outcome did(int run, int reused) {
    exits(0);
    assertThat(lastLine())
        .matches("done: " + run + " units? run, " + reused + " reused, [0-9.]+ s");
    return this;
  }
}
