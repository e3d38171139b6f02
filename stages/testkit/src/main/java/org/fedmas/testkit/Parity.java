package org.fedmas.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The comparison of golden cases. Each outcome is logged for the summary of {@code make parity},
 * and a deviation above the tolerance fails the test.
 */
public final class Parity {

  private Parity() {}

  /** Checks the largest absolute difference against an absolute tolerance. */
  public static void close(
      String file, String name, double[] ours, double[] golden, double tolerance) {
    double deviation = ours.length == golden.length ? 0 : Double.POSITIVE_INFINITY;
    for (int i = 0; i < Math.min(ours.length, golden.length); i++) {
      boolean bothNaN = Double.isNaN(ours[i]) && Double.isNaN(golden[i]);
      double difference = bothNaN || ours[i] == golden[i] ? 0 : Math.abs(ours[i] - golden[i]);
      deviation =
          Math.max(deviation, Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference);
    }
    log(file, name, deviation, tolerance);
    assertThat(deviation)
        .as("%s %s: largest deviation, tolerance %s", file, name, tolerance)
        .isLessThanOrEqualTo(tolerance);
  }

  /** Checks one number against an absolute tolerance. */
  public static void close(String file, String name, double ours, double golden, double tolerance) {
    close(file, name, new double[] {ours}, new double[] {golden}, tolerance);
  }

  /** Checks a case without numbers, such as a checkpoint that must be refused. */
  public static void holds(String file, String name, boolean holds) {
    log(file, name, holds ? 0 : Double.POSITIVE_INFINITY, 0);
    assertThat(holds).as("%s %s", file, name).isTrue();
  }

  private static void log(String file, String name, double deviation, double tolerance) {
    String line =
        String.join("\t", file, name, Double.toString(deviation), Double.toString(tolerance))
            + "\n";
    Path cases = Golden.projectRoot().resolve("target/parity/cases.tsv");
    try {
      Files.createDirectories(cases.getParent());
      Files.writeString(cases, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
