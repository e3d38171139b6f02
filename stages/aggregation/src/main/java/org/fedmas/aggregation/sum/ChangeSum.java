package org.fedmas.aggregation.sum;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fedmas.contract.UnitProgress;
import org.fedmas.tables.model.EntryKind;
import org.fedmas.tables.model.SafetensorsWriter;

/**
 * The received model moved along the clients' changes, {@code θ ← θ + Σ_k w_k (θ_k − θ)} for
 * trainable entries. Statistics and batch counts take the weighted mean of the models. Values are
 * summed in double, in the order of the models, and rounded once.
 *
 * @param models the models with their weights in the mean
 * @param changes w_k, in the same order; they need not sum to 1
 * @param received the global model that the round began with
 */
public record ChangeSum(List<WeightedModel> models, double[] changes, Path received) {

  /**
   * Writes the whole state, in the order of the first model's tensors.
   *
   * @throws org.fedmas.contract.error.StageFailedException if names, types or shapes differ, or a
   *     model contains NaN or an infinity
   */
  public void writeTo(Path target, UnitProgress progress) throws IOException {
    List<WeightedModel> summed = new ArrayList<>();
    List<Double> means = new ArrayList<>();
    List<Double> moves = new ArrayList<>();
    for (int k = 0; k < models.size(); k++) {
      if (models.get(k).weight() > 0) {
        summed.add(models.get(k));
        means.add(models.get(k).weight());
        moves.add(changes[k]);
      }
    }
    summed.add(new WeightedModel(models.get(0).client(), received, 1));
    SideBySide states = SideBySide.of(summed);
    FirstNonFinite nonFinite = new FirstNonFinite(states.states().summed());
    try (SafetensorsWriter writer = new SafetensorsWriter(target, states.states().layouts())) {
      states.forEach(
          states.tensors(layout -> true),
          (block, values) -> {
            progress.images(0, 0);
            boolean moved = EntryKind.of(block.sum().layout()) == EntryKind.TRAINABLE;
            double[] sums = moved ? moved(block, values, moves) : mean(block, values, means);
            if (!block.sum().isFinite(sums, 0, block.count())) {
              nonFinite.report(block);
            }
            ByteBuffer bytes = ByteBuffer.allocate(block.bytes()).order(ByteOrder.LITTLE_ENDIAN);
            block.sum().put(sums, 0, block.count(), bytes);
            writer.append(bytes.flip());
          });
    }
  }

  private static double[] mean(TensorRange block, double[][] values, List<Double> weights) {
    double[] sums = new double[block.count()];
    for (int k = 0; k < weights.size(); k++) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] += weights.get(k) * values[k][i];
      }
    }
    return sums;
  }

  private static double[] moved(TensorRange block, double[][] values, List<Double> weights) {
    double[] start = values[weights.size()];
    double[] sums = new double[block.count()];
    for (int k = 0; k < weights.size(); k++) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] += weights.get(k) * (values[k][i] - start[i]);
      }
    }
    for (int i = 0; i < sums.length; i++) {
      sums[i] += start[i];
    }
    return sums;
  }
}
