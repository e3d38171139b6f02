package org.fedmas.results.score;

import com.fasterxml.jackson.databind.JsonNode;
import org.fedmas.contract.FederationKind;
import org.fedmas.contract.config.Config;
import org.fedmas.results.report.Selection;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.prediction.PredictionRow;

/**
 * The part of a run's configuration that decides about its scores.
 *
 * @param federation the way in which clients work together
 * @param selection the images that the best round is selected on
 * @param personal whether each client's own models are scored on its test images too
 * @param evidence the groups of classes and the subgroups of images that are scored
 */
public record ScoreSettings(
    int fold,
    long seed,
    int rounds,
    FederationKind federation,
    Selection selection,
    boolean personal,
    EvidenceSettings evidence) {

  /** Returns the settings of a recorded run; keys that its version lacked have their default. */
  static ScoreSettings of(Config config) {
    JsonNode values = config.json();
    return new ScoreSettings(
        values.path("fold").asInt(1),
        values.path("seed").asLong(0),
        values.path("rounds").asInt(0),
        FederationKind.of(config),
        Selection.of(values.path("evaluation.selection").asText(Selection.VALIDATION.word())),
        values.path("evaluation.personal").asBoolean(false),
        EvidenceSettings.recorded(values));
  }

  /** Returns whether each client trains alone. */
  boolean isLocal() {
    return federation == FederationKind.LOCAL;
  }

  /** Returns the model that rounds are scored by: the global one, or each client's own. */
  String scoredModel() {
    return isLocal() ? PredictionRow.LOCAL : PredictionRow.GLOBAL;
  }

  /** Returns the part that rounds are scored on. */
  Part selectionPart() {
    return selection == Selection.TEST ? Part.TEST : Part.VALIDATION;
  }
}
