package org.fedmas.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.fedmas.contract.Json;
import org.fedmas.tensors.ComputeDevice;
import org.fedmas.tensors.Numerics;

/** Where and with what a benchmark ran. */
final class Machine {

  private Machine() {}

  static ObjectNode describe(Bench bench) throws IOException {
    ObjectNode json = Json.object();
    json.put("at", Instant.now().toString());
    json.put("processor", processor());
    json.put("processors", Runtime.getRuntime().availableProcessors());
    json.put("load", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    json.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
    json.put("heap-mib", Runtime.getRuntime().maxMemory() >> 20);
    ObjectNode engine = json.putObject("engine");
    Numerics.of(ComputeDevice.CPU, bench.threads()).fields().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> engine.put(entry.getKey(), entry.getValue()));
    json.put("python", bench.reference() == null ? "not compared" : Python.versions());
    json.put("turns", bench.turns());
    json.put("quick", bench.quick());
    return json;
  }

  private static String processor() throws IOException {
    Path info = Path.of("/proc/cpuinfo");
    if (!Files.exists(info)) {
      return System.getProperty("os.arch", "unknown");
    }
    // a hypervisor hides the name, and the widest vectors say more than it does
    Map<String, String> facts = new TreeMap<>();
    for (String line : Files.readAllLines(info)) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        facts.putIfAbsent(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
      }
    }
    List<String> flags = List.of(facts.getOrDefault("flags", "").split(" "));
    return String.format(
        Locale.ROOT,
        "%s, family %s model %s, %s",
        facts.getOrDefault("model name", "unknown"),
        facts.getOrDefault("cpu family", "unknown"),
        facts.getOrDefault("model", "unknown"),
        flags.contains("avx512f") ? "AVX-512" : flags.contains("avx2") ? "AVX2" : "no AVX2");
  }
}
