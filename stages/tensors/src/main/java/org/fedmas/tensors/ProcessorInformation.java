package org.fedmas.tensors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The facts that Linux reports about a machine's first processor; empty on other systems.
 *
 * @param facts name → value, as in {@code /proc/cpuinfo}
 */
public record ProcessorInformation(Map<String, String> facts) {

  /** Reads the facts about this machine. */
  public static ProcessorInformation ofThisMachine() {
    try {
      return of(Files.readString(Path.of("/proc/cpuinfo")));
    } catch (IOException e) {
      return of("");
    }
  }

  /** Parses the file's text: a line {@code name : value} per fact, one processor after another. */
  static ProcessorInformation of(String text) {
    Map<String, String> facts = new TreeMap<>();
    for (String line : text.split("\n", -1)) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        facts.putIfAbsent(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
      }
    }
    return new ProcessorInformation(facts);
  }

  /**
   * Returns name, family and model, for users and run records; the architecture if the system does
   * not report them. A hypervisor may hide the name but not the numbers. Never part of a recipe:
   * machines of one {@link CpuLevel} may still round differently, since libraries choose kernels
   * and block sizes by maker, model and caches.
   */
  public String name() {
    String name = fact("model name").orElse(System.getProperty("os.arch", "processor"));
    return fact("cpu family")
        .map(
            family ->
                "%s, family %s model %s".formatted(name, family, fact("model").orElse("unknown")))
        .orElse(name);
  }

  Optional<String> fact(String name) {
    return Optional.ofNullable(facts.get(name));
  }
}
