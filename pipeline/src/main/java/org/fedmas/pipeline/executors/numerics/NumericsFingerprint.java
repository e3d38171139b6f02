package org.fedmas.pipeline.executors.numerics;

import java.io.Serializable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.fedmas.tensors.CpuLevel;
import org.fedmas.tensors.NativeFiles;
import org.fedmas.tensors.ProcessorInformation;

/**
 * The properties of a process that decide the bits of its tensors, apart from recipes.
 *
 * @param library the files of the native library
 * @param kernels the fingerprint of floating-point behaviour; see {@link KernelProbe}
 * @param threads the threads per kernel
 * @param processor the name and instruction-set level, for messages
 */
public record NumericsFingerprint(
    NativeFiles library, String kernels, int threads, String processor) implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The fingerprints of this process, by thread count; the first one loads the engine. */
  private static final Map<Integer, NumericsFingerprint> OWN = new ConcurrentHashMap<>();

  /** Returns the CPU fingerprint of this process. */
  public static NumericsFingerprint current(int threads) {
    return OWN.computeIfAbsent(threads, NumericsFingerprint::measured);
  }

  private static NumericsFingerprint measured(int threads) {
    return new NumericsFingerprint(
        NativeFiles.loaded(),
        KernelProbe.run(threads).hex().substring(0, 16),
        threads,
        ProcessorInformation.ofThisMachine().name() + ", " + CpuLevel.ofThisProcess().id());
  }

  /** Returns how a worker differs from this driver; empty if both compute the same bits. */
  public String difference(NumericsFingerprint worker) {
    String files = worker.library.difference(library);
    if (!files.isEmpty()) {
      return "another native library: " + files;
    }
    return kernels.equals(worker.kernels)
        ? ""
        : "floating-point fingerprint %s (%s) differs from the driver's %s (%s)"
            .formatted(worker.kernels, worker.processor, kernels, processor);
  }
}
