package org.fedmas.mlflow;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.fedmas.contract.json.Json;
import org.fedmas.results.record.RunRecord;
import org.fedmas.results.track.RunTimes;
import org.fedmas.results.track.TrackedNumber;

/** The body of one call {@code runs/log-batch}. */
final class Batch {

  private final ObjectNode body = Json.object();

  /** Creates an empty batch for a run on the server. */
  Batch(String run) {
    body.put("run_id", run);
  }

  Batch parameter(String key, String value) {
    body.withArray("params").addObject().put("key", key).put("value", value);
    return this;
  }

  Batch tag(String key, String value) {
    body.withArray("tags").addObject().put("key", key).put("value", value);
    return this;
  }

  Batch number(TrackedNumber number, RunRecord record) {
    body.withArray("metrics")
        .addObject()
        .put("key", number.series())
        .put("value", number.value())
        .put("timestamp", RunTimes.end(record, number.round()))
        .put("step", number.round());
    return this;
  }

  /** Returns tags in the form of calls. */
  static ArrayNode tags(Map<String, String> tags) {
    ArrayNode all = Json.mapper().createArrayNode();
    tags.forEach((key, value) -> all.addObject().put("key", key).put("value", value));
    return all;
  }

  void send(Server server) {
    server.call("runs/log-batch", body);
  }
}
