package org.fedmas.pipeline.predict;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fedmas.contract.json.Json;
import org.fedmas.pipeline.model.InputStatistics;
import org.fedmas.pipeline.model.ModelDescription;
import org.fedmas.tables.prediction.ImagePrediction;

/** Predictions as one JSON object, with the model's digest and the skipped images. */
final class JsonPredictions implements PredictionWriter {

  /** The largest number of skipped images that are listed; memory stays bounded. */
  private static final int LISTED = 10_000;

  private record Skipped(String image, String reason) {}

  private final JsonGenerator json;
  private final List<Skipped> skipped = new ArrayList<>();

  JsonPredictions(Path file, ModelDescription model) throws IOException {
    this.json =
        Json.mapper()
            .getFactory()
            .createGenerator(file.toFile(), JsonEncoding.UTF8)
            .useDefaultPrettyPrinter();
    json.writeStartObject();
    json.writeStringField("model", model.origin());
    json.writePOJOField("classes", model.classes());
    if (model.inputs() != null) {
      json.writeStringField("warning_rule", InputStatistics.rule());
    }
    json.writeArrayFieldStart("images");
  }

  @Override
  public void predicted(ImagePrediction prediction) throws IOException {
    json.writeStartObject();
    json.writeStringField("image", prediction.image());
    json.writeStringField("predicted", prediction.predicted());
    json.writeArrayFieldStart("probabilities");
    for (float probability : prediction.probabilities()) {
      json.writeNumber(probability);
    }
    json.writeEndArray();
    json.writeStringField("warning", prediction.warning());
    json.writeEndObject();
  }

  @Override
  public void skipped(String image, String reason) {
    if (skipped.size() < LISTED) {
      skipped.add(new Skipped(image, reason));
    }
  }

  @Override
  public void close() throws IOException {
    try (json) {
      json.writeEndArray();
      json.writePOJOField("skipped", skipped);
      json.writeEndObject();
    }
  }
}
