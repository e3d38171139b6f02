package org.fedmas.results.report;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.fedmas.store.file.DurableFiles;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of the rounds as two CSV tables (RFC 4180, UTF-8): one row per round, and one row per
 * round and client. They hold nothing that {@code metrics.json} lacks; an empty cell means null.
 */
public final class RoundTables {

  /** The file of one row per round. */
  public static final String ROUNDS = "rounds.csv";

  /** The file of one row per round and client. */
  public static final String CLIENTS = "clients.csv";

  private static final List<String> ROUND_COLUMNS =
      List.of(
          "round",
          "seconds",
          "participants",
          "validation_balanced_accuracy",
          "test_balanced_accuracy",
          "selected",
          "bytes_sent",
          "bytes_received");

  private static final List<String> CLIENT_COLUMNS =
      List.of(
          "round",
          "client",
          "name",
          "weight",
          "loss",
          "robust_factor",
          "balanced_accuracy",
          "bytes_sent",
          "bytes_received");

  private RoundTables() {}

  /** Writes both tables into a run's folder, each whole or not at all. */
  public static void write(Path folder, RunMetrics metrics, DurableFiles files) throws IOException {
    files.replace(folder.resolve(ROUNDS), bytes(rounds(metrics)));
    files.replace(folder.resolve(CLIENTS), bytes(clients(metrics)));
  }

  /** Returns the table of the rounds; {@code selected} is 1 for the selected round, otherwise 0. */
  static String rounds(RunMetrics metrics) throws IOException {
    RunMetrics.Selected selected = metrics.selected();
    StringWriter text = new StringWriter();
    try (CSVPrinter csv = new CSVPrinter(text, CSVFormat.RFC4180)) {
      csv.printRecord(ROUND_COLUMNS);
      for (RunMetrics.RoundMetrics round : metrics.rounds()) {
        csv.printRecord(
            round.round(),
            round.seconds(),
            round.clients().size(),
            score(round.global().validation()),
            score(round.global().test()),
            selected != null && selected.round() == round.round() ? 1 : 0,
            sum(round, RunMetrics.ClientRound::bytesSent),
            sum(round, RunMetrics.ClientRound::bytesReceived));
      }
    }
    return text.toString();
  }

  /** Returns the table of the clients, every client in every round. */
  static String clients(RunMetrics metrics) throws IOException {
    StringWriter text = new StringWriter();
    try (CSVPrinter csv = new CSVPrinter(text, CSVFormat.RFC4180)) {
      csv.printRecord(CLIENT_COLUMNS);
      for (RunMetrics.RoundMetrics round : metrics.rounds()) {
        Map<Integer, RunMetrics.ClientRound> trained = new HashMap<>();
        round.clients().forEach(one -> trained.put(one.client(), one));
        for (RunMetrics.Client client : metrics.clients()) {
          RunMetrics.ClientRound own = trained.get(client.client());
          csv.printRecord(
              round.round(),
              client.client(),
              client.name(),
              round.weights().get(client.client()),
              own == null ? null : own.loss(),
              own == null ? null : own.robustFactor(),
              own == null ? null : own.balancedAccuracy(),
              own == null ? null : own.bytesSent(),
              own == null ? null : own.bytesReceived());
        }
      }
    }
    return text.toString();
  }

  /** Returns the sum over the clients of a round; null where one of them has no number. */
  private static @Nullable Long sum(
      RunMetrics.RoundMetrics round, Function<RunMetrics.ClientRound, @Nullable Long> bytes) {
    long sum = 0;
    for (RunMetrics.ClientRound client : round.clients()) {
      Long own = bytes.apply(client);
      if (own == null) {
        return null;
      }
      sum += own;
    }
    return round.clients().isEmpty() ? null : (Long) sum;
  }

  private static @Nullable Double score(RunMetrics.@Nullable PartScore score) {
    return score == null ? null : score.balancedAccuracy();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
