package org.fedmas.tensors;

import java.util.List;
import java.util.Set;
import org.fedmas.contract.config.Named;

/**
 * The instruction set that the engine's kernels use. Results of two levels differ in their last
 * bits, so the level is part of every recipe that uses tensors.
 *
 * <p>To use a lower level than the machine's, set {@code ATEN_CPU_CAPABILITY} (default, avx2,
 * avx512) and {@code ONEDNN_MAX_CPU_ISA} before the process starts.
 */
public enum CpuLevel implements Named.EnumConstant {
  BASELINE,
  AVX2,
  AVX512,
  NEON;

  private static final Set<String> AVX512_FLAGS =
      Set.of("avx512f", "avx512bw", "avx512dq", "avx512vl", "fma");

  /** Returns the level of this process: the machine's, or a lower one chosen at its start. */
  public static CpuLevel ofThisProcess() {
    String chosen = System.getenv("ATEN_CPU_CAPABILITY");
    CpuLevel machine =
        System.getProperty("os.arch", "").equals("aarch64")
            ? NEON
            : of(ProcessorInformation.ofThisMachine());
    return limited(machine, chosen == null ? "" : chosen);
  }

  static CpuLevel limited(CpuLevel machine, String chosen) {
    if (machine == NEON) {
      return NEON;
    }
    CpuLevel wanted =
        switch (chosen) {
          case "default" -> BASELINE;
          case "avx2" -> AVX2;
          default -> machine;
        };
    return wanted.compareTo(machine) < 0 ? wanted : machine;
  }

  static CpuLevel of(ProcessorInformation processor) {
    // outside Linux no flags are listed; every x86-64 processor still in use there has AVX2
    return processor.fact("flags").map(CpuLevel::ofFlags).orElse(AVX2);
  }

  private static CpuLevel ofFlags(String list) {
    Set<String> flags = Set.copyOf(List.of(list.split("\\s+")));
    if (flags.containsAll(AVX512_FLAGS)) {
      return AVX512;
    }
    return flags.contains("avx2") && flags.contains("fma") ? AVX2 : BASELINE;
  }
}
