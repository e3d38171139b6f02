package org.fedmas.prior;

import java.io.IOException;
import org.fedmas.contract.ArtifactKind;
import org.fedmas.contract.Stage;
import org.fedmas.contract.StageName;
import org.fedmas.contract.UnitContext;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.config.ConfigReader;

/** The stage that measures each client's class prior P_kc under the round's global model. */
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
    return ArtifactKind.PRIOR;
  }

  @Override
  public PriorSettings settings(ArtifactKind kind, ConfigReader reader) {
    return PriorSettings.read(reader);
  }

  @Override
  public void compute(UnitContext unit) throws IOException {
    new ClientPrior(unit, PriorSettings.read(ConfigReader.of(unit.config()))).write();
  }
}
