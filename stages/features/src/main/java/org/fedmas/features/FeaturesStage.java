package org.fedmas.features;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.fedmas.contract.Stage;
import org.fedmas.contract.StageName;
import org.fedmas.contract.UnitContext;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.artifact.ArtifactKind;
import org.fedmas.contract.config.Config;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.images.ViewSettings;
import org.fedmas.tables.feature.FeatureTable;
import org.fedmas.tables.feature.FeatureTableWriter;
import org.fedmas.tables.image.ImageRow;
import org.fedmas.tables.image.ImageShard;
import org.fedmas.tables.parquet.TableReader;
import org.fedmas.tensors.ComputeDevice;
import org.fedmas.tensors.Numerics;
import org.fedmas.tensors.TensorEngine;
import org.fedmas.tensors.Transfer;
import org.fedmas.tensors.config.AuxiliarySettings;
import org.fedmas.tensors.input.PixelBatch;
import org.fedmas.tensors.input.PreparedImage;
import org.fedmas.tensors.input.PreparedImages;
import org.fedmas.tensors.network.FeatureNetwork;

/**
 * Runs the auxiliary network once over the views 0…V of every image of a shard, so that no training
 * step needs it: a = g(view).
 */
public final class FeaturesStage implements Stage {

  /** Role of the shard. */
  public static final String IMAGES = "images";

  /** Role of the auxiliary network's checkpoint. */
  public static final String WEIGHTS = "auxiliary-weights";

  /** Larger batches gain nothing on a CPU. */
  private static final int BATCH = 16;

  private record Row(String imageId, int view) {}

  @Override
  public StageName name() {
    return StageName.FEATURES;
  }

  @Override
  public int version() {
    return 2;
  }

  @Override
  public ArtifactKind kind(UnitKey unit) {
    return ArtifactKind.FEATURE_TABLE;
  }

  @Override
  public List<String> configKeys(UnitKey unit, Config config) {
    return Stream.concat(ViewSettings.KEYS.stream(), Stream.of(AuxiliarySettings.PREFIX)).toList();
  }

  @Override
  public boolean usesTensors(UnitKey unit) {
    return true;
  }

  @Override
  public void compute(UnitContext unit) throws IOException {
    ConfigReader reader = ConfigReader.of(unit.config());
    AuxiliarySettings auxiliary = AuxiliarySettings.read(reader);
    ViewSettings views = ViewSettings.read(reader);
    ComputeDevice device = ComputeDevice.of(unit.numerics().getOrDefault(Numerics.DEVICE, "cpu"));
    try (NDManager manager = TensorEngine.newManager(device);
        FeatureNetwork network =
            FeatureNetwork.of(
                auxiliary.backbone(), auxiliary.state(unit.data(), views.seed()), manager);
        TableReader<ImageRow> shard = ImageShard.read(unit.input(IMAGES).resolve(ImageShard.FILE));
        FeatureTableWriter writer =
            new FeatureTableWriter(unit.output().resolve(FeatureTable.FILE), network.features())) {
      write(network, views, shard, writer, unit);
    }
  }

  private static void write(
      FeatureNetwork network,
      ViewSettings views,
      TableReader<ImageRow> shard,
      FeatureTableWriter writer,
      UnitContext unit)
      throws IOException {
    long total = shard.rows() * (views.views() + 1);
    long done = 0;
    List<Row> rows = new ArrayList<>();
    PixelBatch batch = null;
    while (shard.hasNext()) {
      PreparedImage image = PreparedImages.prepared(shard.next());
      if (batch == null) {
        batch = new PixelBatch(image.stored().width(), BATCH);
      }
      for (int view = 0; view <= views.views(); view++) {
        batch.add(image.view(view, views));
        rows.add(new Row(image.id(), view));
        if (rows.size() == BATCH) {
          done += flush(network, batch, rows, writer);
          unit.progress().images(done, total);
        }
      }
    }
    if (batch != null && !rows.isEmpty()) {
      flush(network, batch, rows, writer);
    }
  }

  private static int flush(
      FeatureNetwork network, PixelBatch batch, List<Row> rows, FeatureTableWriter writer)
      throws IOException {
    int width = network.features();
    try (NDManager step = network.manager().newSubManager()) {
      NDArray features = network.features(batch.upload(step));
      float[] values = Transfer.floats(features);
      for (int i = 0; i < rows.size(); i++) {
        writer.write(rows.get(i).imageId(), rows.get(i).view(), values, i * width, width);
      }
    }
    int written = rows.size();
    rows.clear();
    batch.clear();
    return written;
  }
}
