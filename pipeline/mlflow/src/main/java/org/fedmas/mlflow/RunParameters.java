package org.fedmas.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.fedmas.contract.config.Config;
import org.fedmas.results.record.RunRecord;
import org.mlflow.api.proto.Service.Param;

/** The configuration of a run as MLflow's parameters, which cannot change once they are written. */
final class RunParameters {

  /** The length of values that every server takes. */
  private static final int LONGEST = 250;

  private RunParameters() {}

  /** Returns the keys with their values; without the number of rounds, which may grow. */
  static List<Param> of(RunRecord record) {
    List<Param> parameters = new ArrayList<>();
    Config.of(record.config())
        .values()
        .forEach(
            (key, value) -> {
              if (!key.equals("rounds")) {
                parameters.add(Param.newBuilder().setKey(key).setValue(text(value)).build());
              }
            });
    return parameters;
  }

  private static String text(JsonNode value) {
    String text = value.isValueNode() ? value.asText() : value.toString();
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
  }
}
