package org.fedmas.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program whose cost is measured, including its start.
 *
 * @param command the program and its arguments
 * @param environment changes the environment variables of the program
 */
record Program(List<String> command, Consumer<Map<String, String>> environment) {

  /** Runs the words that follow, then prints the processor time of all ended processes. */
  private static final List<String> TIMED =
      List.of("sh", "-c", "\"$@\" > /dev/null; code=$?; times; exit $code", "sh");

  private static final long LOOK_MILLIS = 20;

  private static final Pattern TIME = Pattern.compile("(\\d+)m([\\d.]+)s");

  /** Creates a program in the environment of the launcher. */
  Program(List<String> command) {
    this(command, environment -> {});
  }

  /** Returns a command of fedmas, started by the launcher. */
  static Program fedmas(String... arguments) {
    List<String> command = new ArrayList<>(List.of(arguments));
    command.add(
        0, Path.of(System.getProperty("fedmas.home", "."), "pipeline", "fedmas").toString());
    return new Program(command);
  }

  /** Runs the program and returns its wall-clock seconds; fails unless its exit code is 0. */
  double seconds() throws IOException, InterruptedException {
    return cost(1).wallSeconds();
  }

  /** Runs the program several times and returns the spread of its wall-clock seconds. */
  Spread seconds(int turns) throws IOException, InterruptedException {
    List<Double> seconds = new ArrayList<>();
    for (int turn = 0; turn < turns; turn++) {
      seconds.add(seconds());
    }
    return Spread.of(seconds);
  }

  /**
   * The cost of a program and the memory that it needed.
   *
   * @param peakBytes the most resident memory of one of its processes; 0 where no {@code /proc}
   *     tells it
   */
  record Watched(Cost cost, long peakBytes) {}

  /** Runs the program and returns its cost for a number of images, with all of its processes. */
  Cost cost(double images) throws IOException, InterruptedException {
    return watched(images).cost();
  }

  /** Runs the program and returns its cost for a number of images and its memory. */
  Watched watched(double images) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(TIMED);
    words.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT);
    // settings of the benchmark's own launcher are not for the measured program
    List.of("FEDMAS_MAIN", "FEDMAS_CLASSPATH", "FEDMAS_JAVA", "FEDMAS_HEAP")
        .forEach(builder.environment()::remove);
    environment.accept(builder.environment());
    long start = System.nanoTime();
    Process process = builder.start();
    long peak = 0;
    while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
      for (ProcessHandle part : process.descendants().toList()) {
        peak = Math.max(peak, Meter.memory(Long.toString(part.pid()), "VmHWM:"));
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    String times = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    if (process.exitValue() != 0) {
      throw new IOException(String.join(" ", command) + " ended with " + process.exitValue());
    }
    return new Watched(new Cost(images, cpuSeconds(times), seconds), peak);
  }

  private static double cpuSeconds(String times) {
    double seconds = 0;
    Matcher time = TIME.matcher(times.replace(',', '.'));
    while (time.find()) {
      seconds += 60 * Double.parseDouble(time.group(1)) + Double.parseDouble(time.group(2));
    }
    return seconds;
  }
}
