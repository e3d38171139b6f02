package org.fedmas.mlflow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fedmas.contract.Digest;
import org.fedmas.contract.config.Config;
import org.fedmas.contract.json.Json;
import org.fedmas.results.record.RunRecord;
import org.mlflow.api.proto.Service.Run;
import org.mlflow.api.proto.Service.RunTag;

/** The tags by which a run is found again on a server, and those that say what it has there. */
final class RunTags {

  /** The digest of name and configuration of the run; more rounds are the same run. */
  static final String IDENTITY = "fedmas.identity";

  /** The last round whose numbers are on the server. */
  static final String WRITTEN = "fedmas.rounds-written";

  /** The content of the test scores on the server. */
  static final String TEST = "fedmas.test-written";

  private static final String ROUNDS = "rounds";

  private RunTags() {}

  /** Returns the value of {@link #IDENTITY}. */
  static String identity(RunRecord record) {
    ObjectNode config = Config.of(record.config()).json();
    config.remove(ROUNDS);
    return Digest.of(Json.canonical(Json.object().put("run", record.run()).set("config", config)))
        .toString();
  }

  /** Returns the tags of a run that is new on the server. */
  static List<RunTag> first(RunRecord record) {
    return List.of(
        tag("mlflow.runName", record.run()),
        tag("mlflow.source.name", "fedmas"),
        tag("mlflow.source.type", "LOCAL"),
        tag("fedmas.run", record.run()),
        tag(IDENTITY, identity(record)),
        tag("fedmas.version", record.environment().getOrDefault("fedmas", "")));
  }

  static RunTag tag(String key, String value) {
    return RunTag.newBuilder().setKey(key).setValue(value).build();
  }

  /** Returns the tags of a run on the server. */
  static Map<String, String> of(Run run) {
    Map<String, String> tags = new TreeMap<>();
    run.getData().getTagsList().forEach(tag -> tags.put(tag.getKey(), tag.getValue()));
    return tags;
  }
}
