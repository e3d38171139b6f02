package org.fedmas.tensors.config;

import java.util.List;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.tensors.ComputeDevice;
import org.fedmas.tensors.CpuLevel;
import org.fedmas.tensors.Numerics;

/**
 * What the tensor engine runs on: the keys {@code engine.*} and {@code device}. They reach recipes
 * as {@link Numerics}.
 *
 * @param threads per unit
 * @param device where kernels run
 */
public record EngineSettings(int threads, ComputeDevice device) {

  /** Reads the keys. */
  public static EngineSettings read(ConfigReader reader) {
    int threads = reader.integer("engine.threads", 2, 1, 256);
    String cpu = reader.choice("engine.cpu", "native", List.of("native", "baseline", "avx2"));
    String here = CpuLevel.ofThisProcess().word();
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
    // natives for CUDA are never bundled: they come with this variable
    String flavor = System.getenv("PYTORCH_FLAVOR");
    boolean cuda = flavor != null && flavor.startsWith("cu");
    if (device.equals("gpu") && !cuda) {
      reader.problem("device", "cpu or auto: no CUDA build of PyTorch is set up (docs/gpu.md)");
    }
    boolean gpu = cuda && !device.equals("cpu");
    return new EngineSettings(threads, gpu ? ComputeDevice.GPU : ComputeDevice.CPU);
  }

  /** The form for recipes. */
  public Numerics numerics() {
    return Numerics.of(device, threads);
  }
}
