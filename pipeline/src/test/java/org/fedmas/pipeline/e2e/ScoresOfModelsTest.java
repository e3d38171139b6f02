package org.fedmas.pipeline.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.fedmas.results.record.RunFolder;
import org.fedmas.results.record.RunRecord;
import org.fedmas.tables.prediction.GroupedPrediction;
import org.fedmas.tables.prediction.GroupedPredictionTable;
import org.fedmas.tables.prediction.PredictionRow;
import org.fedmas.tables.prediction.PredictionTable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Scores of a real run, computed from its predictions a second time without any class of the
 * results. The selected model's rows are in the file of the run, all others in their artifacts.
 */
@Tag("e2e")
@ExtendWith(ReferenceRun.class)
class ScoresOfModelsTest {

  private static final int CLASSES = 8;
  private static final int LAST = 2;

  private static JsonNode metrics(TinyRun run) throws Exception {
    return new ObjectMapper().readTree(Files.readAllBytes(run.result("metrics.json")));
  }

  /** Returns the rows of all units whose names match. */
  private static List<PredictionRow> rows(TinyRun run, String unit) throws Exception {
    Path artifacts = run.folder().resolve("artifacts");
    RunFolder place = new RunFolder(run.name(), artifacts, run.folder());
    List<PredictionRow> rows = new ArrayList<>();
    for (RunRecord.Unit one : RunRecord.read(place.folder()).orElseThrow().units()) {
      if (one.unit().matches(unit)) {
        rows.addAll(
            PredictionTable.read(artifacts.resolve(one.artifact()).resolve(PredictionTable.FILE)));
      }
    }
    return rows;
  }

  @Test
  void theSelectedModelHasTheScoresOfItsPredictions(ReferenceRun.Done done) throws Exception {
    List<PredictionRow> rows =
        GroupedPredictionTable.read(done.run().result(PredictionTable.FILE)).stream()
            .map(GroupedPrediction::prediction)
            .toList();

    check(metrics(done.run()).get("selected"), rows);
  }

  @Test
  void theLastModelHasTheScoresOfItsPredictions(ReferenceRun.Done done) throws Exception {
    JsonNode metrics = metrics(done.run());
    boolean same = metrics.at("/selected/round").intValue() == LAST;
    String unit = same ? "evaluation/client-\\d+/test" : "evaluation/round-2/client-\\d+/test";

    check(metrics.get("last"), rows(done.run(), unit));
  }

  @Test
  void roundsHaveTheScoresOfTheirPredictions(ReferenceRun.Done done) throws Exception {
    for (JsonNode round : metrics(done.run()).get("rounds")) {
      String units = "evaluation/round-%s/client-%s/validation";
      int number = round.get("round").intValue();
      List<PredictionRow> rows = rows(done.run(), units.formatted(number, "\\d+"));

      assertThat(round.at("/global/validation/balanced_accuracy").doubleValue())
          .isCloseTo(balanced(of(rows, PredictionRow.GLOBAL)), within(1e-12));
      for (JsonNode client : round.get("clients")) {
        List<PredictionRow> own = rows(done.run(), units.formatted(number, client.get("client")));
        same(client.get("balanced_accuracy"), of(own, PredictionRow.LOCAL));
      }
    }
  }

  private static void check(JsonNode model, List<PredictionRow> rows) {
    JsonNode test = model.get("test");
    List<PredictionRow> all = of(rows, PredictionRow.GLOBAL);
    int[][] confusion = new int[CLASSES][CLASSES];
    all.forEach(row -> confusion[row.label()][row.predicted()]++);

    assertThat(all).isNotEmpty();
    assertThat(test.get("confusion")).isEqualTo(new ObjectMapper().valueToTree(confusion));
    assertThat(test.get("accuracy").doubleValue())
        .isCloseTo(share(all, row -> row.label() == row.predicted()), within(1e-12));
    assertThat(test.get("macro_f1").doubleValue()).isCloseTo(macroF1(confusion), within(1e-12));
    assertThat(test.get("macro_auroc").doubleValue()).isCloseTo(macroAuroc(all), within(1e-12));
    same(test.get("balanced_accuracy"), all);
    for (int k = 0; k < model.get("per_client").size(); k++) {
      int client = k;
      same(
          model.get("per_client").get(k),
          all.stream().filter(row -> row.client() == client).toList());
    }
  }

  /** Checks a balanced accuracy, which is null where no image has been scored. */
  private static void same(JsonNode shown, List<PredictionRow> rows) {
    assertThat(shown.isNull()).isEqualTo(rows.isEmpty());
    if (!rows.isEmpty()) {
      assertThat(shown.doubleValue()).isCloseTo(balanced(rows), within(1e-12));
    }
  }

  private static List<PredictionRow> of(List<PredictionRow> rows, String model) {
    return rows.stream().filter(row -> row.model().equals(model)).toList();
  }

  private static double share(List<PredictionRow> rows, Predicate<PredictionRow> chosen) {
    return rows.stream().filter(chosen).count() / (double) rows.size();
  }

  private static double balanced(List<PredictionRow> rows) {
    return rows.stream()
        .map(PredictionRow::label)
        .distinct()
        .mapToDouble(
            label ->
                share(
                    rows.stream().filter(row -> row.label() == label).toList(),
                    row -> row.predicted() == label))
        .average()
        .orElseThrow();
  }

  private static double macroF1(int[][] confusion) {
    double sum = 0;
    int seen = 0;
    for (int c = 0; c < CLASSES; c++) {
      int both = 0;
      for (int other = 0; other < CLASSES; other++) {
        both += confusion[c][other] + confusion[other][c];
      }
      sum += both == 0 ? 0 : 2.0 * confusion[c][c] / both;
      seen += both == 0 ? 0 : 1;
    }
    return sum / seen;
  }

  private static double macroAuroc(List<PredictionRow> rows) {
    double sum = 0;
    int scored = 0;
    for (int c = 0; c < CLASSES; c++) {
      double above = 0;
      long pairs = 0;
      for (PredictionRow one : rows) {
        for (PredictionRow other : rows) {
          if (one.label() == c && other.label() != c) {
            pairs++;
            int order = Float.compare(one.probabilities()[c], other.probabilities()[c]);
            above += order > 0 ? 1 : order == 0 ? 0.5 : 0;
          }
        }
      }
      sum += pairs == 0 ? 0 : above / pairs;
      scored += pairs == 0 ? 0 : 1;
    }
    return sum / scored;
  }
}
