package org.fedmas.preprocess;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.fedmas.contract.ArtifactKind;
import org.fedmas.contract.Digest;
import org.fedmas.contract.Federation;
import org.fedmas.contract.Stage;
import org.fedmas.contract.StageName;
import org.fedmas.contract.UnitContext;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.error.StageFailedException;
import org.fedmas.images.codec.ValueWindow;
import org.fedmas.preprocess.dataset.DataSet;
import org.fedmas.tables.image.AttributeTable;

/**
 * The stage that makes an index of all images, per-client shards of prepared pixels, and shards of
 * originals if views are made from them. One preparation serves all folds, seeds and methods.
 */
public final class PreprocessStage implements Stage {

  /** Role of the digest of a unit's source images. */
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
    if (unit.equals(ShardPlan.attributes())) {
      return ArtifactKind.IMAGE_ATTRIBUTES;
    }
    return ShardPlan.isOriginals(unit) ? ArtifactKind.ORIGINAL_SHARD : ArtifactKind.IMAGE_SHARD;
  }

  @Override
  public Object settings(ArtifactKind kind, ConfigReader reader) {
    return switch (kind) {
      case IMAGE_STATISTICS -> List.of();
      case IMAGE_SHARD -> ShardSettings.read(reader);
      case ORIGINAL_SHARD -> OriginalSettings.read(reader);
      default -> DataSetSettings.read(reader);
    };
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
    DataSetSettings settings = DataSetSettings.read(ConfigReader.of(unit.config()));
    DataSet dataSet = OpenDataSets.open(settings, unit.data());
    Digest expected = Objects.requireNonNull(unit.raw().get(IMAGES));
    Digest found;
    if (isIndex(unit.key())) {
      found = ImageIndex.write(dataSet, unit);
    } else if (unit.key().equals(ShardPlan.attributes())) {
      AttributeTable.write(unit.output().resolve(AttributeTable.FILE), dataSet.attributes());
      found = SourceDigests.ofAttributes(dataSet);
    } else {
      ShardPlan.Shard shard =
          ShardPlan.of(dataSet).stream()
              .filter(one -> one.key().equals(unit.key()) || one.originals().equals(unit.key()))
              .findFirst()
              .orElseThrow(() -> changed(unit.key(), "the range no longer exists"));
      found =
          ShardPlan.isOriginals(unit.key())
              ? copy(shard, unit, dataSet)
              : prepare(shard, unit, dataSet);
    }
    if (!found.equals(expected)) {
      throw changed(unit.key(), "their digest was " + expected + " and is now " + found);
    }
  }

  /** The settings of prepared images. */
  private record ShardSettings(DataSetSettings dataSet, PreparationSettings preparation) {

    static ShardSettings read(ConfigReader reader) {
      DataSetSettings dataSet = DataSetSettings.read(reader);
      return new ShardSettings(dataSet, PreparationSettings.read(reader, dataSet));
    }
  }

  /** The settings of originals. */
  private record OriginalSettings(DataSetSettings dataSet, Optional<ValueWindow> window) {

    static OriginalSettings read(ConfigReader reader) {
      DataSetSettings dataSet = DataSetSettings.read(reader);
      return new OriginalSettings(
          dataSet, dataSet.readsFiles() ? ValueWindow.read(reader) : Optional.empty());
    }
  }

  private static Digest copy(ShardPlan.Shard shard, UnitContext unit, DataSet dataSet)
      throws IOException {
    OriginalSettings settings = OriginalSettings.read(ConfigReader.of(unit.config()));
    return new OriginalCopy(dataSet, settings.window()).write(shard, unit);
  }

  private static Digest prepare(ShardPlan.Shard shard, UnitContext unit, DataSet dataSet)
      throws IOException {
    PreparationSettings settings = ShardSettings.read(ConfigReader.of(unit.config())).preparation();
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
