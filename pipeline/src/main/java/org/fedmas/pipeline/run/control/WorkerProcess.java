package org.fedmas.pipeline.run.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.fedmas.contract.json.Json;
import org.fedmas.store.file.Owner;
import org.jspecify.annotations.Nullable;

/**
 * The process that a unit runs in.
 *
 * @param name process id and host
 * @param log its log file, on that host; null where the process is the driver or keeps none
 */
public record WorkerProcess(String name, @Nullable String log) {

  /** This process. The processes of a Flink cluster are told their log file when they start. */
  public static WorkerProcess current() {
    return new WorkerProcess(Owner.current().toString(), System.getProperty("log.file"));
  }

  ObjectNode json() {
    return Json.object().put("name", name).put("log", log);
  }

  static WorkerProcess of(JsonNode json) {
    return new WorkerProcess(json.path("name").asText(), json.path("log").textValue());
  }

  @Override
  public String toString() {
    return log == null ? name : name + ", log " + log;
  }
}
