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
record ProcessorInformation(Map<String, String> facts) {

  private static final Path FILE = Path.of("/proc/cpuinfo");

  static ProcessorInformation ofThisMachine() {
    try {
      return of(Files.readString(FILE));
    } catch (IOException e) {
      return of("");
    }
  }

  /**
   * Parses the file's text: a line {@code name : value} for each fact, one processor after another.
   */
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

  Optional<String> fact(String name) {
    return Optional.ofNullable(facts.get(name));
  }
}
