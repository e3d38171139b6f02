package org.fedmas.pipeline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** How a process ended and what it said. */
record Outcome(int exitCode, String out, String err) {

  /** Requires this exit code; the failure shows all output. */
  Outcome exits(int code) {
    assertThat(exitCode).as("exit code of%n%s%n%s", out, err).isEqualTo(code);
    return this;
  }

  /** Requires these words on standard error. */
  Outcome says(String... words) {
    assertThat(err).contains(words);
    return this;
  }

  String lastLine() {
    List<String> lines = out.lines().toList();
    return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
  }

  /** Requires the last line to report this many units. */
  Outcome did(int run, int reused) {
    exits(0);
    assertThat(lastLine())
        .matches("done: " + run + " units? run, " + reused + " reused, [0-9.]+ s");
    return this;
  }
}
