package org.fedmas.tensors;

import ai.djl.Device;
import java.util.Locale;

/** The kind of device on which arrays live and kernels run. */
public enum ComputeDevice {
  CPU,
  /** The one that the calling thread was lent, see {@link GpuPool}. */
  GPU;

  /**
   * Returns the device of that word.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static ComputeDevice of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  Device device() {
    return this == CPU ? Device.cpu() : Device.gpu(GpuPool.lent());
  }

  /** Returns the word used in recipes and configurations. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
