package org.fedmas.pipeline.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.fedmas.contract.Digest;
import org.fedmas.contract.UnitKey;
import org.fedmas.preprocess.PreprocessStage;
import org.fedmas.preprocess.ShardPlan;
import org.fedmas.preprocess.SourceDigests;
import org.fedmas.preprocess.dataset.DataSet;
import org.fedmas.preprocess.dataset.SourceImage;

/**
 * The units that prepare images. They are known before anything runs.
 *
 * @param shards all shards of the data set, in order
 * @param imageDigests digest of a source image
 */
record Preparation(
    Settings settings,
    DataSet dataSet,
    List<ShardPlan.Shard> shards,
    Function<SourceImage, Digest> imageDigests) {

  /**
   * Returns the index, attributes and shards, and the originals if views are rendered from them.
   */
  List<WorkUnit> units() {
    List<WorkUnit> units = new ArrayList<>();
    units.add(unit(ShardPlan.index(), SourceDigests.of(dataSet, imageDigests), 0));
    if (!dataSet.attributes().isEmpty()) {
      units.add(unit(ShardPlan.attributes(), SourceDigests.ofAttributes(dataSet), 0));
    }
    for (ShardPlan.Shard shard : shards) {
      Digest digest = SourceDigests.of(shard.images(), imageDigests);
      units.add(unit(shard.key(), digest, shard.images().size()));
      if (settings.model().views().needsOriginals()) {
        units.add(unit(shard.originals(), digest, shard.images().size()));
      }
    }
    return units;
  }

  private static WorkUnit unit(UnitKey key, Digest sources, int images) {
    return new WorkUnit(key, Map.of(), Map.of(PreprocessStage.IMAGES, sources), images);
  }
}
