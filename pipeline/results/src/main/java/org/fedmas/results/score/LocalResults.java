package org.fedmas.results.score;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.Federation;
import org.fedmas.contract.Round;
import org.fedmas.results.record.RunFolder;
import org.fedmas.results.record.RunRecord;
import org.fedmas.results.record.RunUnits;
import org.fedmas.results.report.RunMetrics;
import org.fedmas.store.Manifest;
import org.fedmas.store.OpenArtifact;
import org.fedmas.tables.prediction.GroupedPredictionTable;
import org.fedmas.tables.prediction.PredictionRow;
import org.fedmas.tables.prediction.PredictionTable;
import org.fedmas.tables.summary.Summary;
import org.fedmas.tables.summary.UpdateSummary;

/** The results of a run whose clients train alone, {@code federation: local}. */
record LocalResults(
    RunFolder place,
    ScoreSettings settings,
    ScoredUnits units,
    RoundScores scores,
    PersonalScores personal) {

  /** Returns the scores of each client's model on all test parts; empty until computed. */
  Optional<ModelMatrix> matrix(Federation federation) throws IOException {
    Optional<Map<ClientId, Round>> own = chosen();
    return own.isEmpty()
        ? Optional.empty()
        : ModelMatrix.of(federation, own.get().keySet(), units, scores);
  }

  private Optional<Map<ClientId, Round>> chosen() throws IOException {
    return settings.isLocal() ? personal.rounds() : Optional.empty();
  }

  /** Returns a round, without weights and a global model; empty until it is evaluated. */
  Optional<RunMetrics.RoundMetrics> round(Round round, Federation federation, RunRecord record)
      throws IOException {
    Optional<List<PredictionRow>> rows = scores.rows(round);
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    int clients = federation.clients().size();
    List<RunMetrics.ClientRound> trained = new ArrayList<>();
    for (int k = 0; k < clients; k++) {
      Optional<Manifest> update = units.manifest(RunUnits.update(round, new ClientId(k)));
      if (update.isPresent()) {
        trained.add(client(k, update.get(), rows.get(), federation.classes().size()));
      }
    }
    return trained.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new RunMetrics.RoundMetrics(
                round.number(),
                Collections.nCopies(clients, null),
                record.roundSeconds().get(round.number()),
                trained,
                new RunMetrics.GlobalScores(null, null),
                null));
  }

  private RunMetrics.ClientRound client(
      int client, Manifest update, List<PredictionRow> rows, int classes) throws IOException {
    try (OpenArtifact open = place.store().openSummaries(update)) {
      UpdateSummary summary = Summary.read(open.folder(), UpdateSummary.class);
      List<PredictionRow> own = PersonalScores.ofClient(rows, new ClientId(client));
      return new RunMetrics.ClientRound(
          client,
          summary.loss(),
          null,
          summary.classDivergence(),
          null,
          RoundScores.scores(own, PredictionRow.LOCAL, classes).balancedAccuracy());
    }
  }

  /** Writes the predictions of each client's own model for its own test images. */
  void writePredictions() throws IOException {
    Optional<Map<ClientId, Round>> chosen = chosen();
    if (chosen.isEmpty()) {
      return;
    }
    List<PredictionRow> rows = new ArrayList<>();
    for (ClientId client : chosen.get().keySet()) {
      Optional<Manifest> unit = units.manifest(RunUnits.everywhere(client));
      if (unit.isEmpty()) {
        return;
      }
      rows.addAll(PersonalScores.ofClient(scores.rows(unit.get()), client));
    }
    GroupedPredictionTable.write(
        place.folder().resolve(PredictionTable.FILE),
        ImageDescriptions.read(units, place.store()).of(rows));
  }
}
