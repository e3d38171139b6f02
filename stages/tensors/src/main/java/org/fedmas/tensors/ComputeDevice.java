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

  Device device() {
    return device;
  }

  /** The word used in recipes and configurations. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
