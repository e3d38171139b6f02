package org.fedmas.tensors;

import ai.djl.engine.Engine;
import ai.djl.util.Platform;
import java.util.Locale;
import java.util.Map;

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
 */
public record Numerics(
    String engine,
    String engineVersion,
    String nativeVersion,
    String os,
    String architecture,
    String device,
    String cpu,
    int threads) {

  /** Key of the thread count in the form of {@link #fields()}. */
  public static final String THREADS = "threads";

  /** Key of the device in the form of {@link #fields()}. */
  public static final String DEVICE = "device";

  /** Returns the fields as recipes hold them. */
  public Map<String, String> fields() {
    return Map.of(
        "engine",
        engine,
        "engine-version",
        engineVersion,
        "native-version",
        nativeVersion,
        "os",
        os,
        "architecture",
        architecture,
        DEVICE,
        device,
        "cpu",
        cpu,
        THREADS,
        Integer.toString(threads));
  }

  /** Returns the numerics of this process. */
  public static Numerics of(ComputeDevice device, int threads) {
    Platform platform = Platform.detectPlatform("pytorch");
    return new Numerics(
        ComputeDevice.ENGINE.toLowerCase(Locale.ROOT),
        Engine.getDjlVersion(),
        nativeVersion(platform),
        platform.getOsPrefix(),
        platform.getOsArch(),
        device.id(),
        CpuLevel.ofThisProcess().id(),
        threads);
  }

  /** Returns the native library's version; the environment states that of the user's own one. */
  private static String nativeVersion(Platform bundled) {
    String folder = System.getenv("PYTORCH_LIBRARY_PATH");
    String version = System.getenv("PYTORCH_VERSION");
    return folder != null && version != null ? version : bundled.getVersion();
  }
}
