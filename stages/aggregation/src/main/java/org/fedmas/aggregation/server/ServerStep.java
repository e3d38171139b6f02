package org.fedmas.aggregation.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fedmas.contract.error.StageFailedException;
import org.fedmas.tables.model.EntryKind;
import org.fedmas.tables.model.ModelFiles;
import org.fedmas.tables.model.SafetensorsFile;
import org.fedmas.tables.model.SafetensorsWriter;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tables.model.TensorLayout;
import org.fedmas.tables.model.TensorType;

/**
 * One movement of the global model over model files. Trainable entries move; statistics and batch
 * counts are those of the aggregation rule. Numbers are computed in double and stored in the
 * entry's type.
 *
 * @param movement the movement of each element
 * @param received folder of the global model that the round began with; its moments are read if the
 *     folder holds any, otherwise they are 0
 */
public record ServerStep(ServerMovement movement, Path received) {

  /**
   * Writes the next global model and the moments into a folder.
   *
   * @param aggregated the model that the aggregation rule gives, a safetensors file
   * @throws StageFailedException if the received model has other entries, or an entry becomes NaN
   *     or infinite
   */
  public void writeTo(Path aggregated, Path folder) throws IOException {
    Path before = received.resolve(ModelFiles.SERVER);
    try (SafetensorsFile rule = SafetensorsFile.open(aggregated);
        SafetensorsFile start = SafetensorsFile.open(received.resolve(ModelFiles.MODEL));
        Moments moments = Moments.of(Files.exists(before) ? before : null, movement, rule)) {
      requireEqual(rule.layouts(), start.layouts());
      try (SafetensorsWriter model =
              new SafetensorsWriter(folder.resolve(ModelFiles.MODEL), rule.layouts());
          SafetensorsWriter after =
              new SafetensorsWriter(folder.resolve(ModelFiles.SERVER), moments.layouts())) {
        for (TensorLayout entry : rule.layouts()) {
          StoredTensor sum = rule.tensor(entry.name());
          if (EntryKind.of(entry) != EntryKind.TRAINABLE) {
            model.append(entry.name(), sum);
            continue;
          }
          double[][] values = moments.read(entry);
          model.append(entry.name(), moved(entry, start.tensor(entry.name()), sum, values));
          for (int m = 0; m < values.length; m++) {
            String name = Moments.name(movement.moments().get(m), entry);
            after.append(name, StoredTensor.of(entry.type(), values[m], entry.shape()));
          }
        }
      }
    }
  }

  private StoredTensor moved(
      TensorLayout entry, StoredTensor start, StoredTensor sum, double[][] moments) {
    double[] from = start.numbers();
    double[] rule = sum.numbers();
    double[] of = new double[moments.length];
    for (int i = 0; i < from.length; i++) {
      for (int m = 0; m < of.length; m++) {
        of[m] = moments[m][i];
      }
      double next = from[i] + movement.movement(rule[i] - from[i], of);
      from[i] = entry.type() == TensorType.F64 ? next : (float) next;
      for (int m = 0; m < of.length; m++) {
        moments[m][i] = of[m];
      }
      if (!Double.isFinite(from[i])) {
        throw new StageFailedException(
            """
            %s: found %s at element %s of %s after the step, expected finite numbers: %s"""
                .formatted(movement.origin(), from[i], i, entry.name(), movement.remedy()));
      }
    }
    return StoredTensor.of(entry.type(), from, entry.shape());
  }

  private void requireEqual(List<TensorLayout> rule, List<TensorLayout> start) {
    List<TensorLayout> differing = new ArrayList<>(rule);
    differing.removeAll(start);
    if (!differing.isEmpty() || rule.size() != start.size()) {
      throw new StageFailedException(
          """
          cannot move the global model in %s: found %s entries, expected the %s of the clients' \
          models, such as %s"""
              .formatted(
                  received, start.size(), rule.size(), differing.isEmpty() ? rule : differing));
    }
  }
}
