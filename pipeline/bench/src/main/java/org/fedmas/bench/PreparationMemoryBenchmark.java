package org.fedmas.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fedmas.store.file.DurableFiles;

/**
 * The peak memory of {@code fedmas run --only preprocess} over as many images as ISIC 2019 has. The
 * kernel reports the peak of the process's resident memory.
 */
final class PreparationMemoryBenchmark implements Benchmark {

  private static final int IMAGES = 25_000;
  private static final int QUICK = 2_500;
  private static final long WANTED = 2_000_000_000;

  @Override
  public Finding run(Bench bench) throws Exception {
    List<Path> files = RealPictures.of(bench);
    String home = System.getProperty("fedmas.home");
    if (files.isEmpty() || home == null || !Files.isDirectory(Path.of("/proc/self"))) {
      return new Finding().with(RealPictures.MISSING + ", or no launcher, or no /proc");
    }
    int images = bench.quick() ? QUICK : IMAGES;
    Path data = bench.work().resolve("many");
    RealPictures.repeat(files, images, data);
    Program.Watched run =
        Program.fedmas(
                "run",
                "--config",
                data.resolve("config.yaml").toString(),
                "--data",
                data.toString(),
                "--artifacts",
                data.resolve("artifacts").toString(),
                "--only",
                "preprocess",
                "--workers",
                "2",
                "--progress",
                "none")
            .watched(images);
    DurableFiles.local().delete(data);
    return new Finding()
        .with(
            "peak resident memory: %.2f GB, target at most %.1f: %s",
            run.peakBytes() / 1e9, WANTED / 1e9, Claim.verdict(run.peakBytes() <= WANTED))
        .with(
            "%d images of native size, 2 workers, the launcher's heap; %.0f s wall-clock time,"
                + " including hashing the files",
            images, run.cost().wallSeconds());
  }
}
