package org.fedmas.preprocess;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.fedmas.contract.ArtifactKind;
import org.fedmas.contract.Digest;
import org.fedmas.contract.Federation;
import org.fedmas.contract.Stage;
import org.fedmas.contract.StageName;
import org.fedmas.contract.UnitContext;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.config.Config;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.error.StageFailedException;
import org.fedmas.images.prepare.ImageSettings;
import org.fedmas.preprocess.dataset.DataSet;

/**
 * Source images become an index of all images and per-client shards of prepared pixels, and of the
 * originals where views are made from them. One preparation serves all folds, seeds and methods.
 */
public final class PreprocessStage implements Stage {

  /** Role of the digest that stands for a unit's source images. */
  public static final String IMAGES = "images";

  /** Role of the index, for the statistics. */
  public static final String INDEX = "index";

  /** Role of all shards, for the statistics. */
  public static final String SHARDS = "shards";

  @Override
  public StageName name() {
    return StageName.PREPROCESS;
  }

  @Override
  public int version() {
    return 3;
  }

  @Override
  public ArtifactKind kind(UnitKey unit) {
    if (unit.equals(ShardPlan.statistics())) {
      return ArtifactKind.IMAGE_STATISTICS;
    }
    if (isIndex(unit)) {
      return ArtifactKind.IMAGE_INDEX;
    }
    return ShardPlan.isOriginals(unit) ? ArtifactKind.ORIGINAL_SHARD : ArtifactKind.IMAGE_SHARD;
  }

  @Override
  public List<String> configKeys(UnitKey unit, Config config) {
    if (unit.equals(ShardPlan.statistics())) {
      return List.of();
    }
    List<String> dataSet = DataSetSettings.BYTE_KEYS;
    return isIndex(unit) || ShardPlan.isOriginals(unit)
        ? dataSet
        : java.util.stream.Stream.concat(
                dataSet.stream(), java.util.stream.Stream.of(ImageSettings.PREFIX))
            .toList();
  }

  @Override
  public boolean usesTensors(UnitKey unit) {
    return false;
  }

  @Override
  public void compute(UnitContext unit) throws IOException {
    if (unit.key().equals(ShardPlan.statistics())) {
      PixelStatistics.of(Federation.read(unit.input(INDEX)), unit.inputs(SHARDS))
          .write(unit.output());
      return;
    }
    ConfigReader reader = ConfigReader.of(unit.config());
    DataSetSettings dataSetSettings = DataSetSettings.readForWorker(reader);
    DataSet dataSet = OpenDataSets.open(dataSetSettings, unit.data());
    Digest expected = Objects.requireNonNull(unit.raw().get(IMAGES));
    Digest found;
    if (isIndex(unit.key())) {
      found = ImageIndex.write(dataSet, unit);
    } else {
      ShardPlan.Shard shard =
          ShardPlan.of(dataSet).stream()
              .filter(one -> one.key().equals(unit.key()) || one.originals().equals(unit.key()))
              .findFirst()
              .orElseThrow(() -> changed(unit.key(), "the range no longer exists"));
      found =
          ShardPlan.isOriginals(unit.key())
              ? new OriginalCopy(dataSet).write(shard, unit)
              : prepare(shard, unit, reader, dataSetSettings, dataSet);
    }
    if (!found.equals(expected)) {
      throw changed(unit.key(), "their digest was " + expected + " and is now " + found);
    }
  }

  private static Digest prepare(
      ShardPlan.Shard shard,
      UnitContext unit,
      ConfigReader reader,
      DataSetSettings dataSetSettings,
      DataSet dataSet)
      throws IOException {
    PreparationSettings settings = PreparationSettings.read(reader, dataSetSettings);
    settings.decoding().library().required();
    return new ShardPreparation(dataSet, settings).write(shard, unit);
  }

  private static boolean isIndex(UnitKey unit) {
    return unit.equals(ShardPlan.index());
  }

  private static StageFailedException changed(UnitKey unit, String what) {
    return new StageFailedException(
        unit + ": the source images changed while the run was under way: " + what + "; run again");
  }
}
