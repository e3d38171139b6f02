package org.fedmas.results.score;

import java.util.Comparator;
import java.util.List;
import org.fedmas.results.metric.RankedPredictions;
import org.fedmas.results.metric.TestImages;
import org.fedmas.tables.parquet.TextColumns;
import org.fedmas.tables.prediction.GroupedPrediction;
import org.fedmas.tables.prediction.PredictionRow;

/**
 * The predictions of the selected global model for the test images, ready for scores and intervals.
 * Images are in the order of client, then name, so that runs over the same images can be compared.
 *
 * @param imageIds names of the images, in order
 * @param ungrouped number of images whose group is unknown; each counts as a lesion of its own
 * @param attributes what else the data set says of each image, such as the patient's age
 */
public record TestPredictions(
    List<String> imageIds,
    RankedPredictions predictions,
    int ungrouped,
    List<TextColumns> attributes) {

  private static final Comparator<PredictionRow> ORDER =
      Comparator.comparingInt(PredictionRow::client).thenComparing(PredictionRow::imageId);

  public TestPredictions {
    imageIds = List.copyOf(imageIds);
    attributes = List.copyOf(attributes);
  }

  /**
   * Returns the predictions of some rows; those of other models do not count.
   *
   * @param classes number of classes
   * @param clients number of clients
   */
  public static TestPredictions of(List<GroupedPrediction> rows, int classes, int clients) {
    List<GroupedPrediction> chosen =
        rows.stream()
            .filter(row -> row.prediction().model().equals(PredictionRow.GLOBAL))
            .sorted(Comparator.comparing(GroupedPrediction::prediction, ORDER))
            .toList();
    List<PredictionRow> own = chosen.stream().map(GroupedPrediction::prediction).toList();
    TestImages images =
        TestImages.of(
            classes,
            clients,
            own.stream().mapToInt(PredictionRow::label).toArray(),
            own.stream().mapToInt(PredictionRow::client).toArray(),
            chosen.stream().map(TestPredictions::lesion).toList());
    return new TestPredictions(
        own.stream().map(PredictionRow::imageId).toList(),
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
