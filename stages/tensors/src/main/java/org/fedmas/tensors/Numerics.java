package org.fedmas.tensors;

import ai.djl.engine.Engine;
import ai.djl.util.Platform;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.fedmas.contract.UnitContext;

/**
 * The properties of software and hardware that can change the last bits of a result. Found without
 * loading the engine.
 *
 * @param engine the engine's name
 * @param engineVersion version of the Java side
 * @param nativeVersion version of the native library
 * @param os operating system: linux, osx, win
 * @param architecture processor architecture: x86_64, aarch64
 * @param device kind of device: cpu, gpu
 * @param cpu instruction set, a name of {@link CpuLevel}
 * @param threads threads per unit of work
 * @param precision the element type of convolutions in local training
 */
public record Numerics(
    String engine,
    String engineVersion,
    String nativeVersion,
    String os,
    String architecture,
    String device,
    String cpu,
    int threads,
    Precision precision) {

  /** Key of the thread count in the form of {@link #fields()}. */
  public static final String THREADS = "threads";

  /** Key of the device in the form of {@link #fields()}. */
  public static final String DEVICE = "device";

  /** Key of the precision in the form of {@link #fields()}; absent for float32. */
  public static final String PRECISION = UnitContext.PRECISION;

  /** Returns the fields as recipes hold them. */
  public Map<String, String> fields() {
    Map<String, String> fields = new TreeMap<>();
    fields.put("engine", engine);
    fields.put("engine-version", engineVersion);
    fields.put("native-version", nativeVersion);
    fields.put("os", os);
    fields.put("architecture", architecture);
    fields.put(DEVICE, device);
    fields.put("cpu", cpu);
    fields.put(THREADS, Integer.toString(threads));
    if (precision != Precision.FLOAT32) {
      fields.put(PRECISION, precision.id());
    }
    return fields;
  }

  /** Returns the numerics of this process in a precision. */
  public static Numerics of(ComputeDevice device, int threads, Precision precision) {
    Platform platform = Platform.detectPlatform("pytorch");
    return new Numerics(
        ComputeDevice.ENGINE.toLowerCase(Locale.ROOT),
        Engine.getDjlVersion(),
        nativeVersion(platform),
        platform.getOsPrefix(),
        platform.getOsArch(),
        device.id(),
        CpuLevel.ofThisProcess().id(),
        threads,
        precision);
  }

  /** Returns the native library's version; the environment states that of the user's own one. */
  private static String nativeVersion(Platform bundled) {
    String folder = System.getenv("PYTORCH_LIBRARY_PATH");
    String version = System.getenv("PYTORCH_VERSION");
    return folder != null && version != null ? version : bundled.getVersion();
  }
}
