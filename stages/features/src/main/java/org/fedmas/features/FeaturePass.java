package org.fedmas.features;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.List;
import org.fedmas.contract.UnitContext;
import org.fedmas.tables.feature.FeatureTable;
import org.fedmas.tables.feature.FeatureTableWriter;
import org.fedmas.tables.image.ImageRow;
import org.fedmas.tables.image.ImageShard;
import org.fedmas.tables.parquet.TableReader;
import org.fedmas.tables.summary.AuxiliarySummary;
import org.fedmas.tensors.ComputeDevice;
import org.fedmas.tensors.Numerics;
import org.fedmas.tensors.TensorEngine;
import org.fedmas.tensors.Transfer;
import org.fedmas.tensors.input.AuxiliaryFeatures;
import org.fedmas.tensors.input.Originals;
import org.fedmas.tensors.input.Prefetcher;
import org.fedmas.tensors.input.ViewBatch;
import org.fedmas.tensors.input.ViewRenderer;
import org.fedmas.tensors.input.ViewedImage;
import org.fedmas.tensors.network.FeatureNetwork;

/** The pass of the frozen auxiliary network over views 0…V of one shard's images. */
record FeaturePass(UnitContext unit, FeatureSettings settings) {

  /** Size of batches; larger ones are not faster on a CPU. */
  private static final int BATCH = 16;

  void write() throws IOException {
    ComputeDevice device = ComputeDevice.of(unit.numerics().getOrDefault(Numerics.DEVICE, "cpu"));
    try (NDManager manager = TensorEngine.newManager(device);
        FeatureNetwork network = AuxiliaryFeatures.network(unit, settings.auxiliary(), manager);
        Originals originals = Originals.open(unit.inputs(FeaturesStage.ORIGINALS));
        TableReader<ImageRow> shard =
            ImageShard.read(unit.input(FeaturesStage.IMAGES).resolve(ImageShard.FILE));
        FeatureTableWriter writer =
            new FeatureTableWriter(unit.output().resolve(FeatureTable.FILE), network.features())) {
      pass(network, new ViewRenderer(settings.views(), originals), shard, writer);
      network.requireUnchanged();
      new AuxiliarySummary(
              settings.auxiliary().of(unit.client()).name(), network.features(), network.identity())
          .write(unit.output());
    }
  }

  private void pass(
      FeatureNetwork network,
      ViewRenderer renderer,
      TableReader<ImageRow> shard,
      FeatureTableWriter writer)
      throws IOException {
    long total = shard.rows() * (settings.views().stored() + 1);
    long done = 0;
    try (Prefetcher<List<ViewedImage>, ViewBatch> batches =
        renderer.ahead(new ShardViews(shard, settings.views(), BATCH), BATCH)) {
      while (batches.hasNext()) {
        ViewBatch batch = batches.next();
        try (NDManager step = network.manager().newSubManager()) {
          float[] values = Transfer.floats(network.features(batch.pixels().upload(step)));
          write(batch.images(), values, network.features(), writer);
        }
        done += batch.images().size();
        unit.progress().images(done, total);
      }
    }
  }

  /** Appends a batch's features to a table. */
  static void write(List<ViewedImage> batch, float[] values, int width, FeatureTableWriter writer)
      throws IOException {
    for (int i = 0; i < batch.size(); i++) {
      ViewedImage viewed = batch.get(i);
      writer.write(viewed.image().id(), viewed.view().number(), values, i * width, width);
    }
  }
}
