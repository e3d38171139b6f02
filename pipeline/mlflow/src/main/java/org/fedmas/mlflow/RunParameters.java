package org.fedmas.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import org.fedmas.contract.config.Config;
import org.fedmas.results.record.RunRecord;

/** The configuration of a run as MLflow's parameters, which cannot change once they are written. */
final class RunParameters {

  /** The length of values that every server takes. */
  private static final int LONGEST = 250;

  private RunParameters() {}

  /** Returns the keys with their values; without the number of rounds, which may grow. */
  static Map<String, String> of(RunRecord record) {
    Map<String, String> parameters = new TreeMap<>();
    Config.of(record.config()).values().forEach((key, value) -> parameters.put(key, text(value)));
    parameters.remove("rounds");
    return parameters;
  }

  private static String text(JsonNode value) {
    String text = value.isValueNode() ? value.asText() : value.toString();
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
  }
}
