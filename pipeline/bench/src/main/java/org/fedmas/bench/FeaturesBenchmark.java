package org.fedmas.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.fedmas.contract.StageName;
import org.fedmas.pipeline.workflow.plan.PlannedUnit;

/** The auxiliary network's pass over views with ResNet-50, compared with PyTorch. */
final class FeaturesBenchmark implements Benchmark {

  private static final String OURS = "fedmas features";
  private static final String TORCH = "PyTorch features";
  private static final String TORCH_OUR_HEAP = TORCH + ", our settings of malloc";
  private static final String TORCH_LAST = "PyTorch features, channels last";

  @Override
  public String name() {
    return "features";
  }

  @Override
  public Finding run(Bench bench) throws Exception {
    Units plain = Units.aligned(bench, 0, 1).prepared(StageName.PARTITION);
    Units viewed = Units.aligned(bench, 2, 1).prepared(StageName.PARTITION);
    PlannedUnit few = plain.unit(StageName.FEATURES);
    PlannedUnit many = viewed.unit(StageName.FEATURES);
    long n = few.unit().images();
    long images = shardImages(plain);
    List<Side> sides = new ArrayList<>();
    sides.add(
        new Side(
            OURS,
            () -> {
              Cost once = plain.measure(few, images);
              return viewed.measure(many, 3.0 * images).minus(once);
            }));
    if (Torch.isThere(bench)) {
      sides.add(Torch.side(bench, TORCH, false, "features"));
      sides.add(Torch.side(bench, TORCH_LAST, true, "features"));
      sides.add(Torch.sideInOurSurroundings(bench, TORCH_OUR_HEAP, "features"));
    }
    plain.measure(few, images);
    Finding finding =
        Finding.interleaved(
            name(),
            "view",
            bench.turns(),
            sides,
            List.of(new Claim(TORCH, 0.8), new Claim(TORCH_LAST, 1.0), Claim.none(TORCH_OUR_HEAP)));
    double perView = finding.cpuPerImage(OURS);
    for (int rounds : new int[] {1, 10, 100}) {
      finding =
          finding.with(
              String.format(
                  Locale.ROOT,
                  "five views (V = 4) of an image, spread over %d rounds: %.4g CPU-s per image and"
                      + " round",
                  rounds,
                  5 * perView / rounds));
    }
    return finding.with(
        images + " images (" + n + " by the plan); drawing and storing the views included");
  }

  private static long shardImages(Units units) throws Exception {
    try (var rows =
        org.fedmas.tables.image.ImageShard.read(
            units.shard().resolve(org.fedmas.tables.image.ImageShard.FILE))) {
      return rows.rows();
    }
  }
}
