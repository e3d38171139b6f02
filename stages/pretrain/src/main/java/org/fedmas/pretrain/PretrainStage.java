package org.fedmas.pretrain;

import java.io.IOException;
import org.fedmas.contract.ArtifactKind;
import org.fedmas.contract.Stage;
import org.fedmas.contract.StageName;
import org.fedmas.contract.UnitContext;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.config.ConfigReader;

/**
 * The stage that pretrains an auxiliary network on training images without labels. Without clients
 * one unit does all epochs. Federated, each client has a unit per round, and a unit of the round
 * averages their encoders; queues and velocities stay with their clients.
 */
public final class PretrainStage implements Stage {

  /** Role of the averaged encoders of the round before; absent in the first round. */
  public static final String NETWORK = "network";

  /** Role of the client's unit of the round before, with its queue; absent in the first round. */
  public static final String PREVIOUS = "previous-pretraining";

  /** Role of the partition. */
  public static final String PARTITION = "partition";

  /** Role of the shards with the images. */
  public static final String IMAGES = "images";

  /** Role of the clients' units, read by a round's average. */
  public static final String CLIENTS = "clients";

  /** Role of the checkpoint with the backbone's start values; absent for seeded ones. */
  public static final String WEIGHTS = "pretrain-weights";

  @Override
  public StageName name() {
    return StageName.PRETRAIN;
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public ArtifactKind kind(UnitKey unit) {
    return unit.client() == null
        ? ArtifactKind.PRETRAINED_NETWORK
        : ArtifactKind.PRETRAINING_UPDATE;
  }

  @Override
  public Object settings(ArtifactKind kind, ConfigReader reader) {
    PretrainImages images = PretrainImages.read(reader);
    return kind == ArtifactKind.PRETRAINED_NETWORK && images.federated()
        ? images
        : PretrainSettings.read(reader);
  }

  @Override
  public boolean usesTensors(UnitKey unit) {
    return !isAverage(unit);
  }

  @Override
  public void compute(UnitContext unit) throws IOException {
    if (isAverage(unit.key())) {
      EncoderAverage.write(unit);
      return;
    }
    PretrainSettings settings = PretrainSettings.read(ConfigReader.of(unit.config()));
    try (ContrastUnit training = new ContrastUnit(unit, settings)) {
      training.run();
    }
  }

  private static boolean isAverage(UnitKey unit) {
    return unit.round() != null && unit.client() == null;
  }
}
