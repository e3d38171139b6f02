package org.fedmas.tensors.config;

import java.util.List;
import org.fedmas.contract.config.Choice;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.tensors.ComputeDevice;
import org.fedmas.tensors.CpuLevel;
import org.fedmas.tensors.GpuPool;
import org.fedmas.tensors.Numerics;
import org.fedmas.tensors.Precision;

/**
 * The resources of the tensor engine and of its input: the keys {@code engine.*}, {@code device},
 * {@code gpus} and {@code memory-budget}. Recipes hold them as {@link Numerics}, except for the
 * last two, which do not affect results.
 *
 * @param threads threads per unit
 * @param precision the element type of convolutions in local training
 * @param device the device on which kernels run
 * @param gpus numbers of the GPUs to use; empty for all
 * @param memoryBudget bytes of prepared pixels that units may hold together
 */
public record EngineSettings(
    int threads, Precision precision, ComputeDevice device, List<Integer> gpus, long memoryBudget) {

  private static final String ALL = "all";

  /** Reads the keys. */
  public static EngineSettings read(ConfigReader reader) {
    int threads = reader.integer("engine.threads", 2, 1, 256);
    String cpu = reader.choice("engine.cpu", "native", List.of("native", "baseline", "avx2"));
    String here = CpuLevel.ofThisProcess().id();
    if (!cpu.equals("native") && !cpu.equals(here)) {
      reader.problem(
          "engine.cpu",
          "a level that this process computes at, which is "
              + here
              + "; start the launcher with ATEN_CPU_CAPABILITY="
              + (cpu.equals("baseline") ? "default" : cpu)
              + " to lower it");
    }
    String device = reader.choice("device", "auto", List.of("auto", "cpu", "gpu"));
    // native libraries for CUDA are never bundled; this variable selects them
    String flavor = System.getenv("PYTORCH_FLAVOR");
    boolean cuda = flavor != null && flavor.startsWith("cu");
    if (device.equals("gpu") && !cuda) {
      reader.problem("device", "cpu or auto: no CUDA build of PyTorch is set up (docs/gpu.md)");
    }
    boolean gpu = cuda && !device.equals("cpu");
    return new EngineSettings(
        threads,
        precision(reader, gpu),
        gpu ? ComputeDevice.GPU : ComputeDevice.CPU,
        gpus(reader),
        ImageMemory.read(reader));
  }

  private static Precision precision(ConfigReader reader, boolean gpu) {
    Precision precision =
        new Choice<>(Precision.KEY, Precision.FLOAT32.id(), List.of(Precision.values()))
            .read(reader);
    if (precision != Precision.FLOAT32 && gpu) {
      reader.problem(Precision.KEY, "float32 on a GPU");
    } else if (!precision.isSupported()) {
      reader.problem(
          Precision.KEY,
          "float32: this processor has no instructions for %s".formatted(precision.id()));
    }
    return precision;
  }

  private static List<Integer> gpus(ConfigReader reader) {
    List<String> words = reader.texts(GpuPool.KEY, List.of(ALL));
    if (words.equals(List.of(ALL))) {
      return List.of();
    }
    boolean fine = words.stream().allMatch(word -> word.matches("\\d{1,3}"));
    if (!fine || words.stream().distinct().count() < words.size()) {
      reader.problem(GpuPool.KEY, ALL + ", or a list of different numbers, such as [0, 1]");
      return List.of();
    }
    return words.stream().map(Integer::valueOf).toList();
  }

  /** Returns the numerics of these settings, as recipes hold them. */
  public Numerics numerics() {
    return Numerics.of(device, threads, precision);
  }
}
