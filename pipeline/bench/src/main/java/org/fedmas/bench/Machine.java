package org.fedmas.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.Map;
import org.fedmas.contract.json.Json;
import org.fedmas.tensors.ComputeDevice;
import org.fedmas.tensors.Numerics;
import org.fedmas.tensors.Precision;
import org.fedmas.tensors.ProcessorInformation;

/** The machine and software of a benchmark. */
final class Machine {

  private Machine() {}

  static ObjectNode describe(Bench bench) throws IOException {
    ObjectNode json = Json.object();
    json.put("at", Instant.now().toString());
    json.put("processor", ProcessorInformation.ofThisMachine().name());
    json.put("processors", Runtime.getRuntime().availableProcessors());
    json.put("load", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    json.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
    json.put("heap-mib", Runtime.getRuntime().maxMemory() >> 20);
    ObjectNode engine = json.putObject("engine");
    Numerics.of(ComputeDevice.CPU, bench.threads(), Precision.FLOAT32).fields().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> engine.put(entry.getKey(), entry.getValue()));
    json.put("python", bench.reference() == null ? "not compared" : Python.versions());
    json.put("turns", bench.turns());
    json.put("quick", bench.quick());
    return json;
  }
}
