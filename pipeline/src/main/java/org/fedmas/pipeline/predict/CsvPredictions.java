package org.fedmas.pipeline.predict;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.fedmas.tables.prediction.ImagePrediction;
import org.jspecify.annotations.Nullable;

/** Predictions as CSV (RFC 4180); skipped images have no row. */
final class CsvPredictions implements PredictionWriter {

  private final CSVPrinter csv;

  CsvPredictions(Path file, List<String> classes) throws IOException {
    this.csv =
        new CSVPrinter(Files.newBufferedWriter(file, StandardCharsets.UTF_8), CSVFormat.RFC4180);
    List<String> head = new ArrayList<>(List.of("image", "predicted"));
    classes.forEach(name -> head.add("probability_" + name));
    head.add("warning");
    csv.printRecord(head);
  }

  @Override
  public void predicted(ImagePrediction prediction) throws IOException {
    List<@Nullable Object> cells = new ArrayList<>();
    cells.add(prediction.image());
    cells.add(prediction.predicted());
    for (float probability : prediction.probabilities()) {
      cells.add(probability);
    }
    cells.add(prediction.warning());
    csv.printRecord(cells);
  }

  @Override
  public void skipped(String image, String reason) {
    // the command reports it
  }

  @Override
  public void close() throws IOException {
    csv.close();
  }
}
