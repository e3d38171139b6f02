package org.fedmas.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.fedmas.contract.Digest;
import org.fedmas.contract.config.Config;
import org.fedmas.contract.json.Json;
import org.fedmas.results.record.RunRecord;

/** The tags by which a run is found again on a server, and those that say what it has there. */
final class RunTags {

  /** The digest of name and configuration of the run; more rounds are the same run. */
  static final String IDENTITY = "fedmas.identity";

  /** The last round whose numbers are on the server. */
  static final String WRITTEN = "fedmas.rounds-written";

  /** The digest of the test scores on the server. */
  static final String TEST = "fedmas.test-written";

  private static final String ROUNDS = "rounds";

  private RunTags() {}

  /** Returns the value of {@link #IDENTITY}. */
  static String identity(RunRecord record) {
    ObjectNode config = Config.of(record.config()).json();
    config.remove(ROUNDS);
    ObjectNode identity = Json.object().put("run", record.run());
    identity.set("config", config);
    return Digest.of(Json.canonical(identity)).toString();
  }

  /** Returns the tags of a run that is new on the server. */
  static Map<String, String> first(RunRecord record) {
    Map<String, String> tags = new LinkedHashMap<>();
    tags.put("mlflow.runName", record.run());
    tags.put("mlflow.source.name", "fedmas");
    tags.put("mlflow.source.type", "LOCAL");
    tags.put("fedmas.run", record.run());
    tags.put(IDENTITY, identity(record));
    tags.put("fedmas.version", record.environment().getOrDefault("fedmas", ""));
    return tags;
  }

  /** Returns the tags of a run on the server. */
  static Map<String, String> of(JsonNode run) {
    Map<String, String> tags = new TreeMap<>();
    for (JsonNode tag : run.path("data").path("tags")) {
      tags.put(tag.path("key").asText(), tag.path("value").asText());
    }
    return tags;
  }
}
