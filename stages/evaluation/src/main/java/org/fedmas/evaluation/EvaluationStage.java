package org.fedmas.evaluation;

import java.io.IOException;
import org.fedmas.contract.ArtifactKind;
import org.fedmas.contract.Stage;
import org.fedmas.contract.StageName;
import org.fedmas.contract.UnitContext;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.tensors.config.ModelSettings;

/**
 * The stage that predicts a client's images with the global model and, within a round, with the
 * client's own model. Units for personal scores use the client's own model alone, on the test
 * images of the client or of all clients.
 */
public final class EvaluationStage implements Stage {

  /** Role of the global model; absent under {@code federation: local} and for personal scores. */
  public static final String GLOBAL = "global-model";

  /** Role of the client's update; absent for non-participants and for the selected model. */
  public static final String LOCAL = "local-model";

  /**
   * Role of the client's last update with the entries that it keeps, which complete the global
   * model; absent where clients share every entry.
   */
  public static final String OWN = "own-entries";

  /**
   * Role of the global model that a personal head is evaluated with, in place of the client's own;
   * absent without personal heads.
   */
  public static final String BASE = "base-model";

  /** Role of the partition. */
  public static final String PARTITION = "partition";

  /** Role of the client's shards. */
  public static final String IMAGES = "images";

  @Override
  public StageName name() {
    return StageName.EVALUATION;
  }

  @Override
  public int version() {
    return 2;
  }

  @Override
  public ArtifactKind kind(UnitKey unit) {
    return ArtifactKind.PREDICTIONS;
  }

  @Override
  public ModelSettings settings(ArtifactKind kind, ConfigReader reader) {
    return ModelSettings.read(reader);
  }

  @Override
  public void compute(UnitContext unit) throws IOException {
    new ClientPredictions(unit).write();
  }
}
