package org.fedmas.training;

import java.io.IOException;
import java.util.Objects;
import org.fedmas.contract.ArtifactKind;
import org.fedmas.contract.Stage;
import org.fedmas.contract.StageName;
import org.fedmas.contract.UnitContext;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.config.Config;
import org.fedmas.contract.config.ConfigReader;

/**
 * The stage of local training, one unit per client and round. Round 0 makes the initial global
 * model. A client's update includes its optimiser state, which its next round continues from.
 */
public final class TrainingStage implements Stage {

  /** Role of the received global model; under {@code federation: local} the client's own. */
  public static final String MODEL = "model";

  /** Role of the image index, which names the classes; read for the initial model. */
  public static final String INDEX = "index";

  /** Role of the partition. */
  public static final String PARTITION = "partition";

  /** Role of the client's shards. */
  public static final String IMAGES = "images";

  /** Role of the client's source images; absent if views do not need them. */
  public static final String ORIGINALS = "originals";

  /** Role of the client's previous update; absent in its first round. */
  public static final String PREVIOUS = "previous-update";

  /**
   * Role of all participants' losses under the received model; absent where the classification loss
   * does not depend on them.
   */
  public static final String CLASS_LOSSES = "class-losses";

  /**
   * Role of the artifact with the entries that the client keeps: its previous update, or the start
   * model in its first round; absent where clients share every entry.
   */
  public static final String OWN = "own-entries";

  /** Role of the checkpoint with the backbone's start values. */
  public static final String WEIGHTS = "model-weights";

  @Override
  public StageName name() {
    return StageName.TRAINING;
  }

  @Override
  public int version() {
    return 4;
  }

  @Override
  public int version(ArtifactKind kind, Config recipe) {
    boolean changed =
        kind == ArtifactKind.CLIENT_UPDATE
            && ClientSettings.read(ConfigReader.of(recipe)).changedInVersionFive();
    return changed ? 5 : version();
  }

  @Override
  public ArtifactKind kind(UnitKey unit) {
    return isInitial(unit) ? ArtifactKind.GLOBAL_MODEL : ArtifactKind.CLIENT_UPDATE;
  }

  @Override
  public Object settings(ArtifactKind kind, ConfigReader reader) {
    return kind == ArtifactKind.GLOBAL_MODEL
        ? InitialModel.Start.read(reader)
        : ClientSettings.read(reader);
  }

  @Override
  public boolean usesTensors(UnitKey unit) {
    return !isInitial(unit);
  }

  @Override
  public boolean followsPrecision(UnitKey unit) {
    return usesTensors(unit);
  }

  @Override
  public void compute(UnitContext unit) throws IOException {
    ConfigReader reader = ConfigReader.of(unit.config());
    if (isInitial(unit.key())) {
      InitialModel.write(unit, InitialModel.Start.read(reader));
    } else {
      try (ClientRound round = new ClientRound(unit, ClientSettings.read(reader))) {
        round.run();
      }
    }
  }

  private static boolean isInitial(UnitKey unit) {
    return Objects.requireNonNull(unit.round()).number() == 0;
  }
}
