package org.fedmas.tensors;

import java.util.Locale;
import org.fedmas.contract.config.Named;

/** The kind of device on which arrays live and kernels run. */
public enum ComputeDevice implements Named.EnumConstant {
  CPU,
  /** The GPU that the calling thread was lent. */
  GPU;

  static final String ENGINE = "PyTorch";

  /**
   * Returns the device with this name in recipes and configurations.
   *
   * @throws IllegalArgumentException if no device has that name
   */
  public static ComputeDevice of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
