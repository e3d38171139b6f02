package org.fedmas.prior;

import java.io.IOException;
import org.fedmas.contract.ArtifactKind;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.Round;
import org.fedmas.contract.Stage;
import org.fedmas.contract.StageName;
import org.fedmas.contract.UnitContext;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.tensors.config.ModelSettings;

/**
 * The stage that measures the received global model on each client's training images before they
 * train: the class prior P_kc, the losses per class, or the gradients of the classifier.
 */
public final class PriorStage implements Stage {

  /** Role of the received global model. */
  public static final String MODEL = "model";

  /**
   * Role of the artifact with the entries that the client keeps: its previous update, or the start
   * model in its first round; absent where clients share every entry.
   */
  public static final String OWN = "own-entries";

  /** Role of the partition. */
  public static final String PARTITION = "partition";

  /** Role of the client's shards. */
  public static final String IMAGES = "images";

  /** Role of the client's source images; absent if views do not need them. */
  public static final String ORIGINALS = "originals";

  /**
   * Role of the client's previous update, whose head measures the prior; absent in its first round,
   * and where that head is the global model's.
   */
  public static final String PREVIOUS = "previous-update";

  /** Last word of the units that measure losses per class. */
  public static final String LOSSES = "losses";

  /** Returns the unit of a client's losses before a round. */
  public static UnitKey losses(Round round, ClientId client) {
    return new UnitKey(StageName.PRIOR, round, client, LOSSES);
  }

  /** Last word of the units that measure gradients of the classifier. */
  public static final String GRADIENTS = "gradients";

  /** Returns the unit of the classifier's gradients on a client's images before a round. */
  public static UnitKey gradients(Round round, ClientId client) {
    return new UnitKey(StageName.PRIOR, round, client, GRADIENTS);
  }

  @Override
  public StageName name() {
    return StageName.PRIOR;
  }

  @Override
  public int version() {
    return 4;
  }

  @Override
  public ArtifactKind kind(UnitKey unit) {
    if (LOSSES.equals(unit.part())) {
      return ArtifactKind.CLASS_LOSSES;
    }
    return GRADIENTS.equals(unit.part()) ? ArtifactKind.CLASS_GRADIENTS : ArtifactKind.PRIOR;
  }

  @Override
  public Object settings(ArtifactKind kind, ConfigReader reader) {
    return kind == ArtifactKind.PRIOR ? PriorSettings.read(reader) : ModelSettings.read(reader);
  }

  @Override
  public boolean followsPrecision(UnitKey unit) {
    return true;
  }

  @Override
  public void compute(UnitContext unit) throws IOException {
    ConfigReader reader = ConfigReader.of(unit.config());
    switch (kind(unit.key())) {
      case CLASS_LOSSES -> new ClientMeasurement(unit, ModelSettings.read(reader)).writeLosses();
      case CLASS_GRADIENTS ->
          new ClientMeasurement(unit, ModelSettings.read(reader)).writeGradients();
      default -> new ClientPrior(unit, PriorSettings.read(reader)).write();
    }
  }
}
