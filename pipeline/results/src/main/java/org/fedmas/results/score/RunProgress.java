package org.fedmas.results.score;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fedmas.contract.Federation;
import org.fedmas.contract.FederationKind;
import org.fedmas.contract.FileState;
import org.fedmas.contract.Round;
import org.fedmas.contract.config.Config;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.results.record.Participation;
import org.fedmas.results.record.RunFolder;
import org.fedmas.results.record.RunRecord;
import org.fedmas.results.record.RunUnits;
import org.fedmas.results.report.RunMetrics;
import org.fedmas.store.Manifest;
import org.fedmas.store.OpenArtifact;
import org.fedmas.store.lease.LeaseRequest;
import org.fedmas.tables.partition.PartitionRow;
import org.fedmas.tables.partition.PartitionTable;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of a run that may still last. Of a finished run, the source is {@code metrics.json},
 * and no artifact is needed. Of any other, the source is the artifacts that its record lists.
 */
public final class RunProgress {

  private final RunFolder place;
  private @Nullable RunSnapshot last;
  private @Nullable FileState seen;
  private List<RunMetrics.RoundMetrics> known = List.of();

  /** Creates the progress of the run in a folder. */
  public RunProgress(RunFolder place) {
    this.place = place;
  }

  /**
   * Returns the run's numbers; without rounds before the first is evaluated.
   *
   * @throws MissingInputException if the run was never started
   */
  public RunSnapshot read() throws IOException {
    // looked at first: a run writes its last numbers before it releases its lease
    boolean lasts = LeaseRequest.isHeld(place.lease());
    if (!lasts) {
      place.recall(); // beside a run, its own files are the newer ones
    }
    Path file = place.folder().resolve(RunRecord.FILE);
    if (!Files.exists(file)) {
      throw new MissingInputException(
          "run %s not found in %s; run it first, or select another"
              .formatted(place.name(), place.address()));
    }
    FileState state = FileState.of(file);
    if (last == null || !lasts || !last.lasts() || !state.equals(seen)) {
      last = read(lasts);
      seen = state;
    }
    return last;
  }

  private RunSnapshot read(boolean lasts) throws IOException {
    RunRecord record = RunRecord.read(place.folder()).orElseThrow();
    Path stored = place.folder().resolve(RunResults.METRICS);
    boolean finished = !lasts && record.finished() != null && Files.exists(stored);
    return new RunSnapshot(record, finished ? RunMetrics.read(stored) : computed(record), lasts);
  }

  private RunMetrics computed(RunRecord record) throws IOException {
    RunRecord before = last == null ? null : last.record();
    if (before == null
        || !before.started().equals(record.started())
        || !before.config().equals(record.config())) {
      known = List.of();
    }
    ScoreSettings settings = ScoreSettings.of(Config.of(record.config()));
    RecordedRun run = RecordedRun.of(record, place.store());
    Optional<Manifest> partition = run.manifest(RunUnits.PARTITION);
    if (partition.isEmpty()) {
      return numbers(settings, new Federation(List.of(), List.of()), List.of());
    }
    Federation federation;
    List<PartitionRow> images;
    try (OpenArtifact open = place.store().openSummaries(partition.get())) {
      federation = Federation.read(open.folder());
      images = PartitionTable.read(open.file(PartitionTable.FILE));
    }
    RunResults results =
        new RunResults(
            place,
            settings,
            new RecordedUnits(run, Participation.of(images, federation.clients().size())));
    known = rounds(results, settings, federation, record);
    return numbers(settings, federation, RunResults.clients(federation, images));
  }

  /** Returns the rounds without a gap from the first; those known from an earlier look stay. */
  private List<RunMetrics.RoundMetrics> rounds(
      RunResults results, ScoreSettings settings, Federation federation, RunRecord record)
      throws IOException {
    List<RunMetrics.RoundMetrics> rounds = new ArrayList<>(known);
    while (rounds.size() < settings.rounds()) {
      RunMetrics.RoundMetrics next =
          results.round(new Round(rounds.size() + 1), federation, record);
      if (next == null) {
        break;
      }
      rounds.add(next);
    }
    return rounds;
  }

  private RunMetrics numbers(
      ScoreSettings settings, Federation federation, List<RunMetrics.Client> clients) {
    return new RunMetrics(
        RunMetrics.SCHEMA,
        place.name(),
        settings.fold(),
        settings.seed(),
        federation.classes(),
        clients,
        known,
        null,
        List.of(),
        null,
        settings.federation() == FederationKind.FEDERATED ? null : settings.federation().id(),
        null,
        null,
        null,
        null);
  }
}
