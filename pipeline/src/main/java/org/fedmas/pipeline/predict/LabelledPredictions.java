package org.fedmas.pipeline.predict;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fedmas.preprocess.dataset.SourceImage;
import org.fedmas.tables.parquet.TextColumns;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.prediction.GroupedPrediction;
import org.fedmas.tables.prediction.ImagePrediction;
import org.fedmas.tables.prediction.PredictionRow;
import org.fedmas.tensors.input.ClassProbabilities;

/** The predictions of a model for labelled images, client by client as in runs. */
public final class LabelledPredictions {

  private LabelledPredictions() {}

  /**
   * Predicts all images.
   *
   * @param labels class of the data → class of the model
   * @param progress receives each result, too
   */
  public static List<GroupedPrediction> of(
      LabelledData data, Predictor predictor, int[] labels, PredictionListener progress)
      throws IOException {
    Map<String, TextColumns> attributes = data.attributes();
    List<GroupedPrediction> rows = new ArrayList<>();
    for (Map.Entry<Integer, List<SourceImage>> client : data.images().entrySet()) {
      Map<String, SourceImage> byId = new HashMap<>();
      client.getValue().forEach(image -> byId.put(image.imageId(), image));
      predictor.predict(
          client.getValue().stream().map(data::input).iterator(),
          new PredictionListener() {
            @Override
            public void predicted(ImagePrediction prediction) throws IOException {
              SourceImage image = Objects.requireNonNull(byId.get(prediction.image()));
              rows.add(
                  new GroupedPrediction(
                      new PredictionRow(
                          image.imageId(),
                          client.getKey(),
                          PredictionRow.GLOBAL,
                          Part.TEST,
                          labels[image.label()],
                          ClassProbabilities.largest(prediction.probabilities()),
                          prediction.probabilities()),
                      image.lesionId(),
                      attributes.getOrDefault(image.imageId(), TextColumns.NONE)));
              progress.predicted(prediction);
            }

            @Override
            public void skipped(String image, String reason) throws IOException {
              progress.skipped(image, reason);
            }
          });
    }
    return rows;
  }
}
