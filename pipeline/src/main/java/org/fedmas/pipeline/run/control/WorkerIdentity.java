package org.fedmas.pipeline.run.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.fedmas.contract.json.Json;
import org.fedmas.store.file.Owner;
import org.jspecify.annotations.Nullable;

/**
 * The process that runs a unit.
 *
 * @param name process id and host
 * @param log the log file on that host; null for the driver and for processes without one
 */
public record WorkerIdentity(String name, @Nullable String log) {

  /** Returns the identity of this process; Flink passes the log file to its processes. */
  public static WorkerIdentity current() {
    return new WorkerIdentity(Owner.current().toString(), System.getProperty("log.file"));
  }

  ObjectNode json() {
    return Json.object().put("name", name).put("log", log);
  }

  static WorkerIdentity of(JsonNode json) {
    return new WorkerIdentity(json.path("name").asText(), json.path("log").textValue());
  }

  @Override
  public String toString() {
    return log == null ? name : name + ", log " + log;
  }
}
