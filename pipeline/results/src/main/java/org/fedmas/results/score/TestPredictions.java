package org.fedmas.results.score;

import java.util.Comparator;
import java.util.List;
import org.fedmas.results.metric.RankedPredictions;
import org.fedmas.results.metric.TestImages;
import org.fedmas.tables.parquet.TextColumns;
import org.fedmas.tables.prediction.GroupedPrediction;
import org.fedmas.tables.prediction.PredictionRow;

/**
 * The predictions of a run for its test images, ready for scores and intervals. Images are in the
 * order of client, then name.
 *
 * @param imageIds names of the images, in order
 * @param lesionNames names of the lesions of the images, in the same order; unique within a client
 * @param ungrouped number of images whose group is unknown; each counts as a lesion of its own
 * @param attributes what else the data set says of each image, such as the patient's age
 */
public record TestPredictions(
    List<String> imageIds,
    List<String> lesionNames,
    RankedPredictions predictions,
    int ungrouped,
    List<TextColumns> attributes) {

  private static final Comparator<PredictionRow> ORDER =
      Comparator.comparingInt(PredictionRow::client).thenComparing(PredictionRow::imageId);

  public TestPredictions {
    imageIds = List.copyOf(imageIds);
    lesionNames = List.copyOf(lesionNames);
    attributes = List.copyOf(attributes);
  }

  /**
   * Returns the predictions of the global model among some rows.
   *
   * @param classes number of classes
   * @param clients number of clients
   */
  public static TestPredictions of(List<GroupedPrediction> rows, int classes, int clients) {
    return of(rows, classes, clients, PredictionRow.GLOBAL);
  }

  /**
   * Returns the predictions of some rows; those of other models do not count.
   *
   * @param classes number of classes
   * @param clients number of clients
   * @param model {@link PredictionRow#GLOBAL}, or {@link PredictionRow#LOCAL} for each client's own
   *     model on its own images
   */
  public static TestPredictions of(
      List<GroupedPrediction> rows, int classes, int clients, String model) {
    List<GroupedPrediction> chosen =
        rows.stream()
            .filter(row -> row.prediction().model().equals(model))
            .sorted(Comparator.comparing(GroupedPrediction::prediction, ORDER))
            .toList();
    List<PredictionRow> own = chosen.stream().map(GroupedPrediction::prediction).toList();
    List<String> lesions = chosen.stream().map(TestPredictions::lesion).toList();
    TestImages images =
        TestImages.of(
            classes,
            clients,
            own.stream().mapToInt(PredictionRow::label).toArray(),
            own.stream().mapToInt(PredictionRow::client).toArray(),
            lesions);
    return new TestPredictions(
        own.stream().map(PredictionRow::imageId).toList(),
        lesions,
        new RankedPredictions(
            images,
            own.stream().mapToInt(PredictionRow::predicted).toArray(),
            own.stream().map(TestPredictions::probabilities).toArray(double[][]::new)),
        (int) chosen.stream().filter(row -> row.group() == null).count(),
        chosen.stream().map(GroupedPrediction::attributes).toList());
  }

  /** Returns the images, their classes, clients and lesions. */
  public TestImages images() {
    return predictions.images();
  }

  /** Returns a name that no image without a group shares with a group. */
  private static String lesion(GroupedPrediction row) {
    String group = row.group();
    return group == null ? "image " + row.prediction().imageId() : "group " + group;
  }

  private static double[] probabilities(PredictionRow row) {
    double[] probabilities = new double[row.probabilities().length];
    for (int c = 0; c < probabilities.length; c++) {
      probabilities[c] = row.probabilities()[c];
    }
    return probabilities;
  }
}
