package org.fedmas.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
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
  public String name() {
    return "preprocess-memory";
  }

  @Override
  public Finding run(Bench bench) throws Exception {
    Optional<List<Path>> files = RealPictures.of(bench);
    String home = System.getProperty("fedmas.home");
    if (files.isEmpty() || home == null || !Files.isDirectory(Path.of("/proc/self"))) {
      return Finding.ofNotes(
          name(), List.of(RealPictures.MISSING + ", or no launcher, or no /proc"));
    }
    int images = bench.quick() ? QUICK : IMAGES;
    Path data = RepeatedPictures.of(files.get(), images, bench.work().resolve("many")).folder();
    Path artifacts = data.resolve("artifacts");
    Path output = data.resolve("output.txt");
    long start = System.nanoTime();
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(home).resolve("pipeline/fedmas").toString(),
                "run",
                "--config",
                data.resolve("config.yaml").toString(),
                "--data",
                data.toString(),
                "--artifacts",
                artifacts.toString(),
                "--only",
                "preprocess",
                "--workers",
                "2",
                "--progress",
                "none")
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    // these variables would make the launcher start the benchmarks
    builder.environment().keySet().removeAll(List.of("FEDMAS_MAIN", "FEDMAS_CLASSPATH"));
    Process process = builder.start();
    long peak = 0;
    try {
      while (!process.waitFor(100, TimeUnit.MILLISECONDS)) {
        peak = Math.max(peak, highWaterMark(process));
      }
    } finally {
      process.destroy();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    String text = Files.readString(output);
    String last = text.strip().lines().reduce("", (first, second) -> second);
    if (process.exitValue() != 0 || !last.startsWith("done:")) {
      throw new IllegalStateException("the run failed: " + text);
    }
    DurableFiles.local().delete(data);
    return Finding.ofNotes(
        name(),
        List.of(
            String.format(
                Locale.ROOT,
                "peak resident memory: %.2f GB, target at most %.1f: %s",
                peak / 1e9,
                WANTED / 1e9,
                peak <= WANTED ? "met" : "MISSED"),
            String.format(
                Locale.ROOT,
                "%d images of native size, 2 workers, the launcher's heap; %.0f s wall-clock time,"
                    + " including hashing the files",
                images,
                seconds),
            last));
  }

  /** Returns VmHWM of the launcher's process, which becomes the JVM. */
  private static long highWaterMark(Process process) throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    try {
      return new String(Files.readAllBytes(status), StandardCharsets.US_ASCII)
          .lines()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (java.nio.file.NoSuchFileException e) {
      return 0;
    }
  }
}
