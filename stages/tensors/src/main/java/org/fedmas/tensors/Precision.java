package org.fedmas.tensors;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fedmas.contract.config.Named;

/**
 * The element type in which convolutions of local training multiply. Sums, weights, batch
 * statistics, losses and the optimiser are float32 either way.
 */
public enum Precision implements Named.EnumConstant {
  FLOAT32,
  /** 8 bits of significand instead of 24; needs a processor with such instructions. */
  BFLOAT16;

  /** Key of the configuration. */
  public static final String KEY = "engine.precision";

  /** Flags of processors that multiply bfloat16, by vectors at least. */
  private static final Set<String> FLAGS = Set.of("avx512_bf16", "amx_bf16", "bf16");

  /** Returns the precision that a unit's numerics state; float32 if they state none. */
  public static Precision of(Map<String, String> numerics) {
    return BFLOAT16.id().equals(numerics.get(Numerics.PRECISION)) ? BFLOAT16 : FLOAT32;
  }

  /** Returns whether this machine's processor has instructions for this precision. */
  public boolean isSupported() {
    return isSupported(ProcessorInformation.ofThisMachine());
  }

  boolean isSupported(ProcessorInformation processor) {
    String flags = processor.fact("flags").or(() -> processor.fact("Features")).orElse("");
    return this == FLOAT32 || List.of(flags.split("\\s+")).stream().anyMatch(FLAGS::contains);
  }
}
