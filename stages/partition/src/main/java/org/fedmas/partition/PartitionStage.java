package org.fedmas.partition;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fedmas.contract.ArtifactKind;
import org.fedmas.contract.Digest;
import org.fedmas.contract.Federation;
import org.fedmas.contract.Stage;
import org.fedmas.contract.StageName;
import org.fedmas.contract.UnitContext;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.partition.split.LabelledImage;
import org.fedmas.tables.image.ImageIndexTable;
import org.fedmas.tables.image.IndexRow;
import org.fedmas.tables.partition.PartitionRow;
import org.fedmas.tables.partition.PartitionTable;
import org.fedmas.tables.summary.ShardSummary;
import org.fedmas.tables.summary.Summary;

/** The stage that assigns every image of the index to a client and a part. It reads no pixels. */
public final class PartitionStage implements Stage {

  /** Role of the image index. */
  public static final String INDEX = "index";

  /** Role of the shards that lack undecodable images; absent if every shard is complete. */
  public static final String INCOMPLETE = "incomplete-images";

  @Override
  public StageName name() {
    return StageName.PARTITION;
  }

  /** Returns 2, since validation images are drawn over the whole federation. */
  @Override
  public int version() {
    return 2;
  }

  @Override
  public ArtifactKind kind(UnitKey unit) {
    return ArtifactKind.PARTITION;
  }

  @Override
  public PartitionSettings settings(ArtifactKind kind, ConfigReader reader) {
    return PartitionSettings.read(reader);
  }

  @Override
  public boolean usesTensors(UnitKey unit) {
    return false;
  }

  @Override
  public void compute(UnitContext unit) throws IOException {
    PartitionSettings settings = PartitionSettings.read(ConfigReader.of(unit.config()));
    Path index = unit.input(INDEX);
    Set<String> unreadable = unreadable(unit);
    List<LabelledImage> images = new ArrayList<>();
    Map<String, Digest> digests = new HashMap<>();
    for (IndexRow row : ImageIndexTable.read(index.resolve(ImageIndexTable.FILE))) {
      if (unreadable.contains(row.imageId())) {
        continue;
      }
      digests.put(row.imageId(), row.sourceDigest());
      images.add(
          new LabelledImage(
              row.imageId(), row.client(), row.label(), row.lesionId(), row.official()));
    }
    List<PartitionRow> rows = settings.rows(images, digests::get);
    PartitionTable.write(unit.output().resolve(PartitionTable.FILE), rows);
    Federation natural = Federation.read(index);
    new Federation(natural.classes(), settings.clients().names(natural.clients()))
        .write(unit.output());
  }

  private static Set<String> unreadable(UnitContext unit) throws IOException {
    Set<String> images = new HashSet<>();
    for (Path shard : unit.inputs(INCOMPLETE)) {
      Summary.read(shard, ShardSummary.class)
          .unreadable()
          .forEach(image -> images.add(image.imageId()));
    }
    return images;
  }
}
