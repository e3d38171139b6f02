package org.fedmas.results.score;

import java.util.ArrayList;
import java.util.List;
import org.fedmas.results.report.TestScores;
import org.fedmas.tables.prediction.GroupedPrediction;
import org.fedmas.tables.prediction.PredictionRow;
import org.jspecify.annotations.Nullable;

/**
 * The scores of a model on labelled images that it was not trained on by this run.
 *
 * @param model as the user named it
 * @param origin digest of the model
 * @param images number of images with a prediction
 * @param skipped number of images that could not be read
 * @param test scores over all images, with intervals and further scores
 * @param perClient balanced accuracy per client; null without images
 */
public record ModelScores(
    String model,
    String origin,
    int images,
    int skipped,
    TestScores test,
    List<@Nullable Double> perClient) {

  /**
   * Returns the scores of predictions.
   *
   * @param rows with at least one image
   * @param classes number of classes
   * @param clients number of clients
   * @param seed of the resamples
   */
  public static ModelScores of(
      String model,
      String origin,
      List<GroupedPrediction> rows,
      int skipped,
      int classes,
      int clients,
      long seed,
      EvidenceSettings settings) {
    List<PredictionRow> plain = rows.stream().map(GroupedPrediction::prediction).toList();
    TestScores scores =
        RunResults.testScores(RoundScores.scores(plain, PredictionRow.GLOBAL, classes));
    TestEvidence evidence =
        new TestEvidence(TestPredictions.of(rows, classes, clients), seed, settings, null);
    List<@Nullable Double> perClient = new ArrayList<>();
    for (int k = 0; k < clients; k++) {
      int client = k;
      List<PredictionRow> own = plain.stream().filter(row -> row.client() == client).toList();
      perClient.add(RoundScores.scores(own, PredictionRow.GLOBAL, classes).balancedAccuracy());
    }
    return new ModelScores(
        model,
        origin,
        rows.size(),
        skipped,
        scores.with(evidence.intervals(), evidence.statistics()),
        perClient);
  }
}
