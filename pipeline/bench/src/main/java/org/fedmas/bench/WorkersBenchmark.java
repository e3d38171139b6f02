package org.fedmas.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
  public String name() {
    return "preprocess-workers";
  }

  @Override
  public Finding run(Bench bench) throws Exception {
    Optional<List<Path>> files = RealPictures.of(bench);
    if (files.isEmpty()) {
      return Finding.ofNotes(name(), List.of(RealPictures.MISSING));
    }
    Path data = bench.work().resolve("workers");
    RepeatedPictures.of(files.get(), IMAGES, data);
    Settings settings =
        Settings.read(
            ConfigSource.yaml("config.yaml", RepeatedPictures.CONFIG, new ConfigProblems()));
    DataSet dataSet = settings.data().open(data);
    Function<SourceImage, Digest> digests =
        new SourceDigestCache(bench.work().resolve("digests.tsv"), DurableFiles.local())
            .of(dataSet);
    List<Side> sides = new ArrayList<>();
    for (int workers = 1; workers <= 2; workers++) {
      int count = workers;
      sides.add(
          new Side(
              workers == 1 ? ONE : TWO,
              () -> {
                Workflow workflow =
                    new Workflow(
                        settings,
                        dataSet,
                        data,
                        digests,
                        file -> {
                          throw new IllegalStateException("unexpected checkpoint: " + file);
                        });
                return turn(settings, workflow, bench.work().resolve("store"), data, count);
              }));
    }
    sides.get(1).turn().take();
    Finding finding = Finding.interleaved(name(), "image", bench.turns(), sides, List.of());
    List<Double> gains = new ArrayList<>();
    for (int turn = 0; turn < bench.turns(); turn++) {
      gains.add(
          finding.turns(TWO).get(turn).imagesPerSecond()
              / finding.turns(ONE).get(turn).imagesPerSecond());
    }
    Spread gain = Spread.of(gains);
    return finding
        .with(
            String.format(
                Locale.ROOT,
                "two workers against one, by the clock: %s, target at least %.1f: %s",
                gain,
                WANTED,
                gain.median() >= WANTED ? "met" : "MISSED"))
        .with(IMAGES + " images of native size in 6 shards, decoded, resized, written and hashed");
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
      delete(artifacts);
    }
  }

  private static void delete(Path artifacts) throws IOException {
    if (Files.exists(artifacts)) {
      DurableFiles.local().delete(artifacts);
    }
  }
}
