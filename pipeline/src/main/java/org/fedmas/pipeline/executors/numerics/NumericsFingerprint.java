package org.fedmas.pipeline.executors.numerics;

import java.io.Serializable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.fedmas.tensors.CpuLevel;
import org.fedmas.tensors.NativeFiles;
import org.fedmas.tensors.ProcessorName;

/**
 * What decides the bits of a process's tensors beyond what recipes say: the native library's files,
 * and what its kernels really compute here.
 *
 * @param library files of the native library
 * @param kernels digest of what the kernels make of fixed numbers
 * @param threads per kernel
 * @param processor its name and level, for messages
 */
public record NumericsFingerprint(
    NativeFiles library, String kernels, int threads, String processor) implements Serializable {

  private static final long serialVersionUID = 1L;

  /** By thread count. The first takes a second or two; it loads the engine. */
  private static final Map<Integer, NumericsFingerprint> OWN = new ConcurrentHashMap<>();

  /** This process's, on the CPU. */
  public static NumericsFingerprint current(int threads) {
    return OWN.computeIfAbsent(threads, NumericsFingerprint::measured);
  }

  private static NumericsFingerprint measured(int threads) {
    return new NumericsFingerprint(
        NativeFiles.loaded(),
        KernelProbe.run(threads).hex().substring(0, 16),
        threads,
        ProcessorName.ofThisMachine() + ", " + CpuLevel.ofThisProcess().id());
  }

  /** How a worker's differs from this, the driver's; empty if it computes the same bits. */
  public String difference(NumericsFingerprint worker) {
    String files = worker.library.difference(library);
    if (!files.isEmpty()) {
      return "its native library is another one: " + files;
    }
    if (!kernels.equals(worker.kernels)) {
      return "its kernels make "
          + worker.kernels
          + " of the numbers of which the driver's make "
          + kernels
          + " ("
          + worker.processor
          + " there, "
          + processor
          + " at the driver)";
    }
    return "";
  }
}
