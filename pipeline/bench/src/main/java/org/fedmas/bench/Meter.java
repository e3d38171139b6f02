package org.fedmas.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** A meter of this process's CPU time, including compiler and garbage collector. */
final class Meter {

  /** The measured work. */
  @FunctionalInterface
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
}
