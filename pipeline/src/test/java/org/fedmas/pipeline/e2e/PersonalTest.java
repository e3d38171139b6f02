package org.fedmas.pipeline.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.prediction.PredictionRow;
import org.fedmas.tables.prediction.PredictionTable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the scores of personal models, requested after the run. */
@Tag("e2e")
@ExtendWith(ReferenceRun.class)
class PersonalTest {

  private static final String ASKED = "evaluation.personal=true";

  @TempDir Path folder;

  @Test
  void eachPersonalModelIsScoredOnItsClientsTestImages(ReferenceRun.Done done) throws Exception {
    TinyRun run = done.run().copy(folder.resolve("copy"));
    JsonNode before = new ObjectMapper().readTree(Files.readAllBytes(run.result("metrics.json")));

    run.run("--set", ASKED).did(5, done.units());

    JsonNode metrics = new ObjectMapper().readTree(Files.readAllBytes(run.result("metrics.json")));
    assertThat(before.has("personal")).isFalse();
    assertThat(metrics.get("selected")).isEqualTo(before.get("selected"));
    JsonNode personal = metrics.get("personal");
    assertThat(personal.get("by").textValue()).isEqualTo("validation");
    assertThat(personal.get("clients")).hasSize(6);
    Status status = run.status("--set", ASKED);
    double sum = 0;
    int scored = 0;
    for (JsonNode client : personal.get("clients")) {
      int k = client.get("client").intValue();
      JsonNode last = metrics.at("/rounds/1/clients");
      boolean trained =
          java.util.stream.StreamSupport.stream(last.spliterator(), false)
              .anyMatch(one -> one.get("client").intValue() == k);
      if (!trained) {
        assertThat(client.get("round").isNull()).isTrue();
        assertThat(client.get("balanced_accuracy").isNull()).isTrue();
        continue;
      }
      assertThat(client.get("round").intValue()).isEqualTo(bestOnValidation(metrics, k));
      List<PredictionRow> rows =
          PredictionTable.read(
              run.artifacts()
                  .artifact(status.unit("evaluation/client-" + k + "/test-personal").fingerprint())
                  .resolve("predictions.parquet"));
      assertThat(rows)
          .hasSize(metrics.at("/clients/" + k + "/images/test").intValue())
          .allMatch(row -> row.model().equals(PredictionRow.LOCAL) && row.part() == Part.TEST);
      if (rows.isEmpty()) {
        assertThat(client.get("balanced_accuracy").isNull()).isTrue();
        continue;
      }
      double score = balancedAccuracy(rows);
      assertThat(client.get("balanced_accuracy").doubleValue()).isCloseTo(score, within(1e-12));
      sum += score;
      scored++;
    }
    assertThat(scored).isPositive();
    assertThat(personal.get("mean_balanced_accuracy").doubleValue())
        .isCloseTo(sum / scored, within(1e-12));
    assertThat(Files.readString(run.result("report.html"))).contains("Personal models");
  }

  private static int bestOnValidation(JsonNode metrics, int client) {
    int best = metrics.get("rounds").size();
    double most = -1;
    for (JsonNode round : metrics.get("rounds")) {
      for (JsonNode one : round.get("clients")) {
        JsonNode score = one.get("balanced_accuracy");
        if (one.get("client").intValue() == client
            && !score.isNull()
            && score.doubleValue() > most) {
          most = score.doubleValue();
          best = round.get("round").intValue();
        }
      }
    }
    return best;
  }

  private static double balancedAccuracy(List<PredictionRow> rows) {
    Map<Integer, Double> recalls =
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    PredictionRow::label,
                    Collectors.averagingInt(row -> row.label() == row.predicted() ? 1 : 0)));
    return recalls.values().stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }
}
