package org.fedmas.bench;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import org.fedmas.contract.StageName;
import org.fedmas.images.augment.Augmentation;
import org.fedmas.images.augment.AugmentationDraw;
import org.fedmas.images.prepare.Resize;
import org.fedmas.images.view.View;
import org.fedmas.tables.image.ImageRow;
import org.fedmas.tables.image.ImageShard;
import org.fedmas.tables.parquet.TableReader;
import org.fedmas.tensors.ComputeDevice;
import org.fedmas.tensors.TensorEngine;
import org.fedmas.tensors.input.PixelBatch;
import org.fedmas.tensors.input.PreparedImage;
import org.fedmas.tensors.input.PreparedImages;

/** The path from a shard to augmented batches in the engine, compared with the authors' loader. */
final class InputBenchmark implements Benchmark {

  private static final String LOADER = "Pillow + torchvision loader";
  private static final int SIDE = 224;

  @Override
  public Finding run(Bench bench) throws Exception {
    Path shard =
        Units.aligned(bench, 1, 1).prepared(StageName.PREPROCESS).shard().resolve(ImageShard.FILE);
    int passes = 3;
    long[] rows = new long[1];
    Comparison sides =
        new Comparison()
            .with(
                "fedmas shard to batch",
                () -> {
                  Cost cost = Meter.of(1, () -> rows[0] = batches(shard, passes));
                  return new Cost(rows[0], cost.cpuSeconds(), cost.wallSeconds());
                });
    Loader.addTo(sides, bench, LOADER, Loader.INPUT);
    batches(shard, passes);
    return sides
        .measured("image", bench.turns(), new Claim(LOADER, 0.1))
        .with("one drawn view of each image; the loader's images have their native size");
  }

  private static long batches(Path file, int passes) throws Exception {
    long images = 0;
    Resize resize = new Resize.Squash(SIDE);
    PixelBatch batch = new PixelBatch(16);
    try (NDManager manager = TensorEngine.newManager(ComputeDevice.CPU)) {
      for (int pass = 0; pass < passes; pass++) {
        try (TableReader<ImageRow> shard = ImageShard.read(file)) {
          while (shard.hasNext()) {
            PreparedImage image = PreparedImages.prepared(shard.next());
            AugmentationDraw draw = View.numbered(1, 0).draw(image.source()).orElseThrow();
            batch.add(
                Augmentation.Stored.of(resize, image.sourceSize()).apply(image.stored(), draw));
            images++;
            if (batch.size() == 16) {
              batch.upload(manager).close();
              batch.clear();
            }
          }
        }
      }
    }
    return images;
  }
}
