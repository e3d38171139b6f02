package org.fedmas.bench;

import org.fedmas.contract.StageName;
import org.fedmas.pipeline.workflow.plan.PlannedUnit;
import org.fedmas.tables.image.ImageShard;

/** The auxiliary network's pass over views with ResNet-50, compared with PyTorch. */
final class FeaturesBenchmark implements Benchmark {

  private static final String OURS = "fedmas features";
  private static final String TORCH = "PyTorch features";

  @Override
  public Finding run(Bench bench) throws Exception {
    Units plain = Units.aligned(bench, 0, 1).prepared(StageName.PARTITION);
    Units viewed = Units.aligned(bench, 2, 1).prepared(StageName.PARTITION);
    PlannedUnit few = plain.unit(StageName.FEATURES);
    PlannedUnit many = viewed.unit(StageName.FEATURES);
    long n = few.unit().images();
    long images = shardImages(plain);
    Comparison sides =
        new Comparison()
            .with(
                OURS,
                () -> {
                  Cost once = plain.measure(few, images);
                  return viewed.measure(many, 3.0 * images).minus(once);
                });
    Torch.addTo(sides, bench, TORCH, "features");
    plain.measure(few, images);
    Finding finding = sides.measured("view", bench.turns(), Torch.claims(TORCH, 0.8, 1.0));
    double perView = finding.cpuPerImage(OURS);
    for (int rounds : new int[] {1, 10, 100}) {
      finding =
          finding.with(
              "five views (V = 4) of an image, spread over %d rounds: %.4g CPU-s per image and"
                  + " round",
              rounds, 5 * perView / rounds);
    }
    return finding.with(
        "%d images (%d by the plan); drawing and storing the views included", images, n);
  }

  private static long shardImages(Units units) throws Exception {
    try (var rows = ImageShard.read(units.shard().resolve(ImageShard.FILE))) {
      return rows.rows();
    }
  }
}
