package org.fedmas.results.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fedmas.results.report.RunMetrics.Client;
import org.fedmas.results.report.RunMetrics.ClientRound;
import org.fedmas.results.report.RunMetrics.GlobalScores;
import org.fedmas.results.report.RunMetrics.Images;
import org.fedmas.results.report.RunMetrics.PartScore;
import org.fedmas.results.report.RunMetrics.RoundMetrics;
import org.fedmas.results.report.RunMetrics.Selected;
import org.fedmas.store.file.DurableFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoundTablesTest {

  private static final RunMetrics METRICS =
      PlainMetrics.of(
          "tiny",
          1,
          0,
          List.of("A", "B"),
          List.of(
              new Client(0, "North, \"new\"", new Images(4, 1, 1), null),
              new Client(1, "South", new Images(1, 0, 0), null)),
          List.of(
              new RoundMetrics(
                  1,
                  List.of(1.0, 0.0),
                  2.5,
                  List.of(new ClientRound(0, 0.75, null, null, 0.5, 0.625, null, 70L, 50L)),
                  new GlobalScores(new PartScore(0.5, 2), null),
                  null)),
          new Selected(1, Selection.VALIDATION, null, List.of()));

  @TempDir Path folder;

  @Test
  void roundsHoldTheScoresOfTheMetrics() throws IOException {
    assertThat(RoundTables.rounds(METRICS))
        .isEqualTo(
            "round,seconds,participants,validation_balanced_accuracy,test_balanced_accuracy,"
                + "selected,bytes_sent,bytes_received\r\n1,2.5,1,0.5,,1,70,50\r\n");
  }

  @Test
  void aSumOverAnUnknownNumberIsEmpty() throws IOException {
    RunMetrics.RoundMetrics round =
        new RoundMetrics(
            1,
            List.of(0.5, 0.5),
            2.5,
            List.of(
                new ClientRound(0, 0.75, null, null, null, null, null, 70L, 50L),
                new ClientRound(1, 0.75, null, null, null, null)),
            new GlobalScores(new PartScore(0.5, 2), null),
            null);
    RunMetrics partly =
        PlainMetrics.of("tiny", 1, 0, METRICS.classes(), METRICS.clients(), List.of(round), null);

    assertThat(RoundTables.rounds(partly)).endsWith("1,2.5,2,0.5,,0,,\r\n");
  }

  @Test
  void clientsWithoutPartHaveEmptyCells() throws IOException {
    assertThat(RoundTables.clients(METRICS))
        .isEqualTo(
            "round,client,name,weight,loss,robust_factor,balanced_accuracy,bytes_sent,"
                + "bytes_received\r\n"
                + "1,0,\"North, \"\"new\"\"\",1.0,0.75,0.5,0.625,70,50\r\n"
                + "1,1,South,0.0,,,,,\r\n");
  }

  @Test
  void bothFilesAreWritten() throws IOException {
    RoundTables.write(folder, METRICS, DurableFiles.local());

    assertThat(Files.readString(folder.resolve("rounds.csv")))
        .isEqualTo(RoundTables.rounds(METRICS));
    assertThat(Files.readString(folder.resolve("clients.csv")))
        .isEqualTo(RoundTables.clients(METRICS));
  }
}
