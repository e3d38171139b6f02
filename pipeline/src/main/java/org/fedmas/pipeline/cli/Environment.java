package org.fedmas.pipeline.cli;

import java.util.Map;
import java.util.TreeMap;
import org.fedmas.results.record.RunRecord;
import org.fedmas.tensors.Numerics;
import org.fedmas.tensors.ProcessorInformation;

/** The versions and the machine of this process. */
final class Environment {

  private Environment() {}

  /** Returns the facts about versions and machine that a run records. */
  static Map<String, String> of(Numerics numerics, String runner) {
    Map<String, String> facts = of(numerics);
    facts.put("device", numerics.device());
    facts.put("runner", runner);
    facts.put(RunRecord.PROCESSOR, ProcessorInformation.ofThisMachine().name());
    return facts;
  }

  /** Returns the versions of fedmas, Java and the engine, and the machine. */
  static Map<String, String> of(Numerics numerics) {
    Map<String, String> facts = new TreeMap<>();
    facts.put("fedmas", version());
    facts.put(
        "java", System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
    facts.put(
        "engine",
        "%s %s (DJL %s)"
            .formatted(numerics.engine(), numerics.nativeVersion(), numerics.engineVersion()));
    facts.put(
        "system",
        "%s %s, %s processors, %s"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                numerics.cpu()));
    return facts;
  }

  static String version() {
    String version = Environment.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
