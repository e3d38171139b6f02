package org.fedmas.tensors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which processor this is. Machines of one {@link CpuLevel} may still round otherwise: libraries
 * choose kernels and block sizes by maker, model and caches. For people and run records only, never
 * in a recipe.
 */
public final class ProcessorName {

  private static final Path INFORMATION = Path.of("/proc/cpuinfo");

  private ProcessorName() {}

  /** Name, family and model; the architecture where the system does not tell. */
  public static String ofThisMachine() {
    try {
      return of(Files.readString(INFORMATION));
    } catch (IOException e) {
      return of("");
    }
  }

  /** The same from the text of Linux's list; a hypervisor may hide the name, not the numbers. */
  static String of(String information) {
    Map<String, String> facts = new TreeMap<>();
    for (String line : information.split("\n", -1)) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        facts.putIfAbsent(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
      }
    }
    String name = facts.getOrDefault("model name", System.getProperty("os.arch", "processor"));
    String family = facts.get("cpu family");
    return family == null
        ? name
        : name + ", family " + family + " model " + facts.getOrDefault("model", "unknown");
  }
}
