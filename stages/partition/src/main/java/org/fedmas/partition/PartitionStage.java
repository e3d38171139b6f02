package org.fedmas.partition;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fedmas.contract.Federation;
import org.fedmas.contract.Stage;
import org.fedmas.contract.StageName;
import org.fedmas.contract.UnitContext;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.artifact.ArtifactKind;
import org.fedmas.contract.config.Config;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.partition.split.LabelledImage;
import org.fedmas.tables.image.ImageIndexTable;
import org.fedmas.tables.image.IndexRow;
import org.fedmas.tables.partition.PartitionRow;
import org.fedmas.tables.partition.PartitionTable;

/** Gives every image of the index its client and its part; touches no pixels. */
public final class PartitionStage implements Stage {

  /** Role of the image index. */
  public static final String INDEX = "index";

  @Override
  public StageName name() {
    return StageName.PARTITION;
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public ArtifactKind kind(UnitKey unit) {
    return ArtifactKind.PARTITION;
  }

  @Override
  public List<String> configKeys(UnitKey unit, Config config) {
    return PartitionSettings.KEYS;
  }

  @Override
  public boolean usesTensors(UnitKey unit) {
    return false;
  }

  @Override
  public void compute(UnitContext unit) throws IOException {
    PartitionSettings settings = PartitionSettings.read(ConfigReader.of(unit.config()));
    Path index = unit.input(INDEX);
    List<LabelledImage> images = new ArrayList<>();
    for (IndexRow row : ImageIndexTable.read(index.resolve(ImageIndexTable.FILE))) {
      images.add(new LabelledImage(row.imageId(), row.client(), row.label(), row.officialPart()));
    }
    List<PartitionRow> rows = settings.validation().holdBack(settings.split().assign(images));
    PartitionTable.write(unit.output().resolve(PartitionTable.FILE), rows);
    Federation.read(index).write(unit.output());
  }
}
