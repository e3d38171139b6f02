package org.fedmas.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fedmas.contract.Round;
import org.fedmas.pipeline.run.control.RunControl;
import org.fedmas.pipeline.run.control.UnitTask;
import org.fedmas.pipeline.run.worker.UnitRunner;
import org.fedmas.store.ArtifactStore;
import org.fedmas.store.Manifest;
import org.fedmas.store.remote.RemoteFileSystems;
import org.fedmas.tables.prediction.PredictionRow;
import org.fedmas.tables.prediction.PredictionTable;

/**
 * A run of the sample over 100 rounds, to measure commands that only read. Only the units of round
 * 1 are computed; later rounds are copies under their own recipes, each with different predictions.
 * The scores are meaningless.
 */
final class LongRun {

  static final int ROUNDS = 100;
  static final String NAME = "sample-fold1-seed0";

  private final ArtifactStore store;
  private final Map<String, Manifest> first = new HashMap<>();

  private LongRun(Path folder) {
    this.store = new ArtifactStore(folder);
  }

  /** Fills a folder with the run and returns its number of units. */
  static int fill(Path folder) throws IOException {
    LongRun all = new LongRun(folder);
    WholeRun run = new WholeRun(NAME, "", WholeRun.sample(), new WholeRun.Silent());
    run.run(
        folder,
        (job, tasks, control) -> tasks.forEach(task -> all.run(task, control)),
        "rounds=" + ROUNDS);
    return run.plan(folder, "rounds=" + ROUNDS).size();
  }

  private void run(UnitTask task, RunControl control) {
    Round round = task.key().round();
    String likeness = task.key().toString().replaceFirst("/round-\\d+", "/round");
    Manifest like = round == null || round.number() < 2 ? null : first.get(likeness);
    if (round == null || like == null) {
      new UnitRunner(RemoteFileSystems.none()).run(task, control);
      store.find(task.ref()).ifPresent(manifest -> first.put(likeness, manifest));
      return;
    }
    try {
      Path staging = store.stage(task.ref());
      copy(store.folder(like.ref()), staging, round.number());
      store.commit(staging, task.kind(), task.recipe());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path source, Path target, int round) throws IOException {
    try (Stream<Path> files = Files.list(source)) {
      for (Path file : files.toList()) {
        Path copied = target.resolve(file.getFileName());
        if (file.endsWith(PredictionTable.FILE)) {
          PredictionTable.write(copied, otherNumbers(PredictionTable.read(file), round));
        } else if (!file.endsWith(Manifest.FILE)) {
          Files.createLink(copied, file); // artifacts never change, so they may share bytes
        }
      }
    }
  }

  private static List<PredictionRow> otherNumbers(List<PredictionRow> rows, int round) {
    return rows.stream()
        .map(
            row -> {
              float[] probabilities = row.probabilities().clone();
              probabilities[0] += round * 1e-6f;
              return new PredictionRow(
                  row.imageId(),
                  row.client(),
                  row.model(),
                  row.part(),
                  row.label(),
                  row.predicted(),
                  probabilities);
            })
        .toList();
  }
}
