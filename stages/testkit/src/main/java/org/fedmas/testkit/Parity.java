package org.fedmas.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Compares one golden case with ours, notes the outcome for the summary of {@code make parity}, and
 * fails the test where the deviation exceeds the tolerance.
 */
public final class Parity {

  private Parity() {}

  /** Largest absolute difference against an absolute tolerance. */
  public static void close(
      String file, String name, double[] ours, double[] golden, double tolerance) {
    double deviation = ours.length == golden.length ? 0 : Double.POSITIVE_INFINITY;
    for (int i = 0; i < Math.min(ours.length, golden.length); i++) {
      boolean bothNaN = Double.isNaN(ours[i]) && Double.isNaN(golden[i]);
      double difference = bothNaN || ours[i] == golden[i] ? 0 : Math.abs(ours[i] - golden[i]);
      deviation =
          Math.max(deviation, Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference);
    }
    note(file, name, deviation, tolerance);
    assertThat(deviation)
        .as("%s %s: largest deviation, tolerance %s", file, name, tolerance)
        .isLessThanOrEqualTo(tolerance);
  }

  /** One number. */
  public static void close(String file, String name, double ours, double golden, double tolerance) {
    close(file, name, new double[] {ours}, new double[] {golden}, tolerance);
  }

  /** A case that holds or does not, such as a checkpoint that must be refused. */
  public static void holds(String file, String name, boolean holds) {
    note(file, name, holds ? 0 : Double.POSITIVE_INFINITY, 0);
    assertThat(holds).as("%s %s", file, name).isTrue();
  }

  private static void note(String file, String name, double deviation, double tolerance) {
    String line =
        String.join("\t", file, name, Double.toString(deviation), Double.toString(tolerance))
            + "\n";
    Path log = Golden.projectRoot().resolve("target/parity/cases.tsv");
    try {
      Files.createDirectories(log.getParent());
      Files.write(
          log,
          line.getBytes(StandardCharsets.UTF_8),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
