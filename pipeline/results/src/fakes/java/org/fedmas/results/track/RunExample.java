package org.fedmas.results.track;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fedmas.contract.json.Json;
import org.fedmas.results.record.RunRecord;
import org.fedmas.results.report.RunMetrics;
import org.fedmas.results.report.RunMetrics.Client;
import org.fedmas.results.report.RunMetrics.ClientRound;
import org.fedmas.results.report.RunMetrics.GlobalScores;
import org.fedmas.results.report.RunMetrics.Images;
import org.fedmas.results.report.RunMetrics.LastRound;
import org.fedmas.results.report.RunMetrics.PartScore;
import org.fedmas.results.report.RunMetrics.RoundMetrics;
import org.fedmas.results.report.RunMetrics.Selected;
import org.fedmas.results.report.Selection;
import org.fedmas.results.report.TestScores;
import org.fedmas.results.score.RunSnapshot;

/**
 * A made-up run of two clients and three classes.
 *
 * @param rounds computed so far
 * @param rate the learning rate
 */
public record RunExample(String run, int rounds, double rate) {

  public static final int[][] CONFUSION = {{8, 1, 1}, {0, 12, 3}, {2, 2, 1}};

  public static RunExample of(int rounds) {
    return new RunExample("tiny", rounds, 0.5);
  }

  /** Returns the numbers while a process works on the run. */
  public RunSnapshot running() {
    return new RunSnapshot(record(null), metrics(false), true);
  }

  /** Returns the numbers after the run was stopped. */
  public RunSnapshot stopped() {
    return new RunSnapshot(record(null), metrics(false), false);
  }

  /** Returns the numbers after the run has reached its end. */
  public RunSnapshot finished() {
    return new RunSnapshot(record("2026-01-01T01:00:00Z"), metrics(true), false);
  }

  public RunRecord record(String finished) {
    Map<Integer, Double> seconds = new TreeMap<>();
    for (int round = 1; round <= rounds; round++) {
      seconds.put(round, 10.0 + round);
    }
    return new RunRecord(
        RunRecord.FORMAT,
        run,
        "tiny.yaml",
        "data",
        Json.object().put("rounds", rounds).put("training.learning-rate", rate),
        Map.of("fedmas", "0.2.0"),
        "2026-01-01T00:00:00Z",
        finished,
        1.0,
        1,
        0,
        List.of(),
        seconds,
        List.of());
  }

  public RunMetrics metrics(boolean scored) {
    List<RoundMetrics> history = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      history.add(round(round));
    }
    TestScores test =
        new TestScores(
            0.6,
            3,
            0.7,
            0.55,
            0.8,
            Arrays.asList(0.8, 0.8, null),
            Arrays.stream(CONFUSION)
                .map(row -> Arrays.stream(row).boxed().toList())
                .toList());
    return new RunMetrics(
        RunMetrics.SCHEMA,
        run,
        1,
        0,
        List.of("MEL", "NV", "a/b"),
        List.of(
            new Client(0, "Zürich: north", new Images(9, 1, 20), null),
            new Client(1, "Zürich/ north", new Images(9, 1, 10), null)),
        history,
        scored ? new Selected(1, Selection.VALIDATION, test, Arrays.asList(0.5, null)) : null,
        List.of(),
        scored ? new LastRound(rounds, test, Arrays.asList(0.5, null)) : null,
        null,
        null,
        null,
        null,
        null);
  }

  /** The second client takes part in odd rounds, and lacks the last class. */
  private static RoundMetrics round(int round) {
    List<ClientRound> clients = new ArrayList<>();
    clients.add(
        new ClientRound(
            0,
            1.0 / round,
            List.of(0.75, 0.5, 0.25),
            List.of(0.05, 1.5, 5.0),
            0.25,
            0.5,
            Map.of("bsm", 0.5, "alignment", 0.25),
            null,
            null));
    if (round % 2 == 1) {
      clients.add(new ClientRound(1, 2.0 / round, null, List.of(0.1, 0.2, 0.0), null, null));
    }
    return new RoundMetrics(
        round,
        round % 2 == 1 ? List.of(0.75, 0.25) : List.of(1.0, 0.0),
        10.0 + round,
        clients,
        new GlobalScores(new PartScore(0.25 * round, 3), null),
        null);
  }
}
