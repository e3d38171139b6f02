package org.fedmas.bench;

import org.fedmas.contract.StageName;
import org.fedmas.pipeline.workflow.plan.PlannedUnit;
import org.fedmas.tables.image.ImageShard;

/** The features stage with ViT-S/16 at 224 pixels, compared with eager PyTorch. */
final class EncodersBenchmark implements Benchmark {

  private static final String OURS = "fedmas ViT-S/16";
  private static final String TORCH = "PyTorch ViT-S/16";
  private static final String NETWORK = "dino-vit-s16";
  private static final int BATCH = 16;
  private static final int SIDE = 224;

  @Override
  public Finding run(Bench bench) throws Exception {
    Units plain = Units.encoded(bench, NETWORK, 0).prepared(StageName.PARTITION);
    Units viewed = Units.encoded(bench, NETWORK, 2).prepared(StageName.PARTITION);
    PlannedUnit few = plain.unit(StageName.FEATURES);
    PlannedUnit many = viewed.unit(StageName.FEATURES);
    long images = images(plain);
    Comparison sides =
        new Comparison()
            .with(
                OURS,
                () -> {
                  Cost once = plain.measure(few, images);
                  return viewed.measure(many, 3.0 * images).minus(once);
                });
    new TorchVision("vit", BATCH, SIDE).addTo(sides, bench, TORCH);
    plain.measure(few, images);
    return sides
        .measured("view", bench.turns(), new Claim(TORCH, 1.1))
        .with("%d images; drawing and storing the views included", images);
  }

  private static long images(Units units) throws Exception {
    try (var rows = ImageShard.read(units.shard().resolve(ImageShard.FILE))) {
      return rows.rows();
    }
  }
}
