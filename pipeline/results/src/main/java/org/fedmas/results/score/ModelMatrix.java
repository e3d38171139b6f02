package org.fedmas.results.score;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.Federation;
import org.fedmas.results.metric.Scores;
import org.fedmas.results.record.RunUnits;
import org.fedmas.results.report.TestScores;
import org.fedmas.store.Manifest;
import org.fedmas.tables.prediction.PredictionRow;
import org.jspecify.annotations.Nullable;

/**
 * The scores of each client's own model of its chosen round on every client's test part and on all
 * test images. Clients that never trained have no model.
 *
 * @param balanced balanced accuracy of the model of client i on the test part of client j
 * @param union scores of the model of client i on all test images
 */
record ModelMatrix(List<List<@Nullable Double>> balanced, List<@Nullable TestScores> union) {

  /** Reads the matrix; empty until the models of all clients that trained are scored. */
  static Optional<ModelMatrix> of(
      Federation federation, Iterable<ClientId> trained, ScoredUnits units, RoundScores scores)
      throws IOException {
    int clients = federation.clients().size();
    int classes = federation.classes().size();
    List<@Nullable Double> none = Collections.nCopies(clients, null);
    List<List<@Nullable Double>> balanced = new ArrayList<>(Collections.nCopies(clients, none));
    List<@Nullable TestScores> union = new ArrayList<>(Collections.nCopies(clients, null));
    for (ClientId client : trained) {
      Optional<Manifest> unit = units.manifest(RunUnits.everywhere(client));
      if (unit.isEmpty()) {
        return Optional.empty();
      }
      List<PredictionRow> rows = scores.rows(unit.get());
      balanced.set(client.number(), ofParts(rows, clients, classes));
      Scores all = RoundScores.scores(rows, PredictionRow.LOCAL, classes);
      union.set(client.number(), RunResults.testScores(all));
    }
    return Optional.of(new ModelMatrix(balanced, union));
  }

  private static List<@Nullable Double> ofParts(
      List<PredictionRow> rows, int clients, int classes) {
    Map<Integer, List<PredictionRow>> parts =
        rows.stream().collect(Collectors.groupingBy(PredictionRow::client));
    List<@Nullable Double> scores = new ArrayList<>();
    for (int part = 0; part < clients; part++) {
      List<PredictionRow> own = parts.getOrDefault(part, List.of());
      scores.add(RoundScores.scores(own, PredictionRow.LOCAL, classes).balancedAccuracy());
    }
    return scores;
  }
}
