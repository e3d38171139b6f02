package org.fedmas.features;

import java.io.IOException;
import org.fedmas.contract.ArtifactKind;
import org.fedmas.contract.Stage;
import org.fedmas.contract.StageName;
import org.fedmas.contract.UnitContext;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.config.ConfigReader;

/**
 * The stage that runs the auxiliary network once over the stored views of a shard, {@code a =
 * g(view)}, so that no training step has to. If clients adapt the network's statistics, a unit
 * {@link #ADAPTATION} of each client runs first.
 */
public final class FeaturesStage implements Stage {

  /** Role of the shards. */
  public static final String IMAGES = "images";

  /** Role of the source images; absent if views do not need them. */
  public static final String ORIGINALS = "originals";

  /** Role of the partition, read by the adaptation. */
  public static final String PARTITION = "partition";

  /** Part of the unit that adapts the network's statistics to a client. */
  public static final String ADAPTATION = "adaptation";

  @Override
  public StageName name() {
    return StageName.FEATURES;
  }

  @Override
  public int version() {
    return 3;
  }

  @Override
  public ArtifactKind kind(UnitKey unit) {
    return isAdaptation(unit) ? ArtifactKind.ADAPTED_NETWORK : ArtifactKind.FEATURE_TABLE;
  }

  @Override
  public FeatureSettings settings(ArtifactKind kind, ConfigReader reader) {
    return FeatureSettings.read(kind, reader);
  }

  @Override
  public void compute(UnitContext unit) throws IOException {
    FeatureSettings settings = settings(kind(unit.key()), ConfigReader.of(unit.config()));
    if (isAdaptation(unit.key())) {
      new Adaptation(unit, settings).write();
    } else {
      new FeaturePass(unit, settings).write();
    }
  }

  private static boolean isAdaptation(UnitKey unit) {
    return ADAPTATION.equals(unit.part());
  }
}
