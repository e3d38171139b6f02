package org.fedmas.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** Measures this process: CPU time of all its threads, the compiler's and the collector's too. */
final class Meter {

  /** Work that may fail. */
  @FunctionalInterface
  interface Work {

    void run() throws Exception;
  }

  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private Meter() {}

  /** CPU-seconds of this process so far. */
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
