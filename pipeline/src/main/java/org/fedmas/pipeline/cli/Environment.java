package org.fedmas.pipeline.cli;

import java.util.Map;
import java.util.TreeMap;
import org.fedmas.tensors.Numerics;

/** Versions and machine, for run records. */
final class Environment {

  private Environment() {}

  static Map<String, String> of(Numerics numerics, String runner) {
    Map<String, String> facts = new TreeMap<>();
    facts.put("fedmas", version());
    facts.put(
        "java", System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
    facts.put(
        "engine",
        numerics.engine()
            + " "
            + numerics.nativeVersion()
            + " (DJL "
            + numerics.engineVersion()
            + ")");
    facts.put(
        "system",
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.arch")
            + ", "
            + Runtime.getRuntime().availableProcessors()
            + " processors, "
            + numerics.cpu());
    facts.put("runner", runner);
    return facts;
  }

  /** The version in the jar's manifest. */
  static String version() {
    String version = Environment.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
