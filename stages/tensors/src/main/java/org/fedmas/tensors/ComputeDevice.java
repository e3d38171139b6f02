package org.fedmas.tensors;

import ai.djl.Device;
import java.util.Locale;

/** Where arrays live and kernels run. */
public enum ComputeDevice {
  CPU(Device.cpu()),
  GPU(Device.gpu());

  private final Device device;

  ComputeDevice(Device device) {
    this.device = device;
  }

  /**
   * The device of that word.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static ComputeDevice of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  Device device() {
    return device;
  }

  /** The word used in recipes and configurations. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
