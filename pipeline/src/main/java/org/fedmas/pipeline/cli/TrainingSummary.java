package org.fedmas.pipeline.cli;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.fedmas.contract.ArtifactKind;
import org.fedmas.contract.error.CorruptArtifactException;
import org.fedmas.contract.error.InterruptedRunException;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.pipeline.cli.progress.ProgressStyle;
import org.fedmas.pipeline.cli.progress.ShardView;
import org.fedmas.pipeline.model.ShardListener;
import org.fedmas.pipeline.model.TrainingInputs;
import org.fedmas.pipeline.run.driver.RunListener;
import org.fedmas.pipeline.workflow.plan.PlannedUnit;
import org.fedmas.pipeline.workflow.plan.Planner;
import org.fedmas.results.record.RunFolder;
import org.fedmas.results.record.RunUnits;
import org.fedmas.store.Manifest;

/**
 * The statistics of the training images at the end of a run, so that the first prediction need not
 * read all of them. Shards behind an address are left to the commands that use a model.
 */
record TrainingSummary(RunFolder place, ProgressStyle style, StopSignals signals) {

  /** Computes the statistics unless they are cached. The run counts as complete if that fails. */
  void keep(Planner planner, RunListener listener) {
    Optional<Manifest> partition = planner.manifest(RunUnits.PARTITION);
    if (partition.isEmpty() || place.home().remote() != null) {
      return;
    }
    List<Manifest> shards =
        planner.all().stream()
            .filter(unit -> unit.kind() == ArtifactKind.IMAGE_SHARD)
            .sorted(Comparator.comparing(unit -> unit.unit().key()))
            .map(PlannedUnit::manifest)
            .flatMap(Stream::ofNullable)
            .toList();
    ShardListener view = new ShardView(Console.log(), style);
    try {
      new TrainingInputs(place, partition.get(), shards)
          .statistics(
              (read, all) -> {
                view.read(read, all);
                if (signals.exitCode().isPresent()) {
                  throw new InterruptedRunException("the run was stopped after its last unit");
                }
              });
    } catch (IOException | CorruptArtifactException | MissingInputException e) {
      listener.notice(
          "statistics of the training images: not computed (%s). The first prediction repeats this"
              .formatted(e.getMessage()));
    }
  }
}
