package org.fedmas.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A meter of this process's CPU time, including compiler and garbage collector. */
final class Meter {

  /** The measured work. */
  interface Work {

    void run() throws Exception;
  }

  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private Meter() {}

  /** Returns the CPU-seconds of this process so far. */
  static double cpuSeconds() {
    return PROCESS.getProcessCpuTime() / 1e9;
  }

  static Cost of(double images, Work work) throws Exception {
    double cpu = cpuSeconds();
    long start = System.nanoTime();
    work.run();
    double wall = (System.nanoTime() - start) / 1e9;
    return new Cost(images, cpuSeconds() - cpu, wall);
  }

  /**
   * Returns an entry of a process's status, in bytes; 0 if the process ended.
   *
   * @param process its number, or {@code self}
   */
  static long memory(String process, String entry) {
    try {
      byte[] status = Files.readAllBytes(Path.of("/proc", process, "status"));
      return new String(status, StandardCharsets.US_ASCII)
          .lines()
          .filter(line -> line.startsWith(entry))
          .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0; // it ended before or while its status was read
    }
  }
}
