package org.fedmas.pipeline.cli;

import java.time.Duration;
import java.util.List;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.pipeline.cli.progress.ProgressStyle;
import org.fedmas.pipeline.run.driver.DiskNeed;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of commands that start runs. */
final class StartOptions {

  @Option(
      names = "--workers",
      paramLabel = "N",
      description =
          "Number of units run in parallel (default: processors / engine.threads, and one more "
              + "where engine.threads > 1 and the machine has 6 GB for each).")
  @Nullable Integer workers;

  @Option(
      names = "--lock-wait",
      paramLabel = "SECONDS|forever",
      description = "Time to wait for another process on the same run or unit (default: forever).")
  String lockWait = "forever";

  @Option(
      names = "--progress",
      paramLabel = "auto|plain|none",
      description = "Progress display (default: auto).")
  String progress = "auto";

  @Option(
      names = DiskNeed.OPTION,
      description =
          "Start even where the disk seems too small, as on one that compresses or grows.")
  boolean skipsDiskCheck;

  ProgressStyle style() {
    return ProgressStyle.of(progress);
  }

  Executors executors(List<String> beam) {
    return new Executors(beam, workers);
  }

  /** Returns how long to wait for another process; null for ever. */
  @Nullable Duration lockWait() {
    if (lockWait.equals("forever")) {
      return null;
    }
    if (!lockWait.matches("\\d{1,9}")) {
      throw new ConfigException("--lock-wait " + lockWait + ": expected seconds or forever");
    }
    return Duration.ofSeconds(Long.parseLong(lockWait));
  }
}
