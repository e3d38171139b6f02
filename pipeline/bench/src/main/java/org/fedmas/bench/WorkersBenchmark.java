package org.fedmas.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.fedmas.contract.Digest;
import org.fedmas.contract.StageName;
import org.fedmas.contract.config.ConfigProblems;
import org.fedmas.contract.config.ConfigSource;
import org.fedmas.pipeline.executors.beam.BeamExecutor;
import org.fedmas.pipeline.run.driver.PipelineRun;
import org.fedmas.pipeline.run.driver.RecordKeeper;
import org.fedmas.pipeline.run.driver.RunOptions;
import org.fedmas.pipeline.run.driver.SourceDigestCache;
import org.fedmas.pipeline.workflow.Settings;
import org.fedmas.pipeline.workflow.Workflow;
import org.fedmas.pipeline.workflow.plan.UnitSelection;
import org.fedmas.preprocess.dataset.DataSet;
import org.fedmas.preprocess.dataset.SourceImage;
import org.fedmas.results.record.RunFolder;
import org.fedmas.store.file.DurableFiles;

/**
 * The stage preprocess under the Direct runner with one and with two workers, on photographs of
 * native size. The images are hashed before. Wall-clock times need two idle processors.
 */
final class WorkersBenchmark implements Benchmark {

  private static final double WANTED = 1.7;

  /** Two shards of 256 images for each of three clients. */
  private static final int IMAGES = 6 * 256;

  private static final String ONE = "one worker";
  private static final String TWO = "two workers";

  @Override
  public Finding run(Bench bench) throws Exception {
    List<Path> files = RealPictures.of(bench);
    if (files.isEmpty()) {
      return new Finding().with(RealPictures.MISSING);
    }
    Path data = bench.work().resolve("workers");
    RealPictures.repeat(files, IMAGES, data);
    Settings settings =
        Settings.read(ConfigSource.yaml("config.yaml", RealPictures.CONFIG, new ConfigProblems()));
    DataSet dataSet = settings.data().open(data);
    Function<SourceImage, Digest> digests =
        new SourceDigestCache(bench.work().resolve("digests.tsv"), DurableFiles.local())
            .of(dataSet);
    Path store = bench.work().resolve("store");
    Comparison sides = new Comparison();
    for (int workers = 1; workers <= 2; workers++) {
      int count = workers;
      sides.with(
          workers == 1 ? ONE : TWO,
          () ->
              turn(
                  settings,
                  WholeRun.workflow(settings, dataSet, data, digests),
                  store,
                  data,
                  count));
    }
    turn(settings, WholeRun.workflow(settings, dataSet, data, digests), store, data, 2);
    Finding finding = sides.measured("image", bench.turns());
    Spread gain = finding.ratio(TWO, ONE, Cost::imagesPerSecond);
    return finding
        .with(
            "two workers against one, by the clock: %s, target at least %.1f: %s",
            gain, WANTED, Claim.verdict(gain.median() >= WANTED))
        .with("%d images of native size in 6 shards, decoded, resized, written and hashed", IMAGES);
  }

  private static Cost turn(
      Settings settings, Workflow workflow, Path artifacts, Path data, int workers)
      throws Exception {
    RunFolder place = new RunFolder("workers", artifacts, data);
    WholeRun.Silent silent = new WholeRun.Silent();
    RecordKeeper keeper = new RecordKeeper(place, settings, "config.yaml", Map.of(), silent);
    UnitSelection preprocess =
        new UnitSelection(
            StageName.PREPROCESS, StageName.PREPROCESS, 0, Integer.MAX_VALUE, Set.of());
    PipelineRun run =
        new PipelineRun(
            settings,
            place,
            workflow,
            new RunOptions(preprocess, Optional.empty(), false),
            silent,
            keeper);
    try {
      return Meter.of(IMAGES, () -> run.run(new BeamExecutor(List.of(), workers), refs -> {}));
    } finally {
      DurableFiles.local().delete(artifacts);
    }
  }
}
