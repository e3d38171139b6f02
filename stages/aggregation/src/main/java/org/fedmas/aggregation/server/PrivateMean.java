package org.fedmas.aggregation.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.fedmas.contract.error.StageFailedException;
import org.fedmas.tables.model.EntryKind;
import org.fedmas.tables.model.SafetensorsFile;
import org.fedmas.tables.model.SafetensorsWriter;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tables.model.TensorLayout;

/**
 * The private mean of the clients' updates, {@code θ ← θ + (Σ Δ_k·min(1, S/‖Δ_k‖) + N(0,
 * (zS)²))/|S|} over the trainable entries as one vector. Sums are kept in double, in the order of
 * the clients.
 *
 * @param received the global model that the round began with, a safetensors file
 * @param updates the clients' models, safetensors files of equal entries
 * @param noise standard normal numbers, drawn in the order of the entries
 */
public record PrivateMean(
    CentralPrivacy privacy, Path received, List<Path> updates, DoubleSupplier noise) {

  /**
   * The clipping of a round, in the order of the clients.
   *
   * @param norms ‖Δ_k‖
   * @param factors the factors that the updates were multiplied with
   */
  public record Clipping(double[] norms, double[] factors) {

    /** Returns the number of updates that were shortened. */
    public int shortened() {
      int count = 0;
      for (double factor : factors) {
        count += factor < 1 ? 1 : 0;
      }
      return count;
    }
  }

  /**
   * Writes the next global model.
   *
   * @param mean the mean of the clients' models, of which all but the trainable entries are taken
   * @throws StageFailedException if a client's update is not finite, or its entries differ
   */
  public Clipping writeTo(Path mean, Path target) throws IOException {
    try (SafetensorsFile start = SafetensorsFile.open(received);
        SafetensorsFile others = SafetensorsFile.open(mean);
        SafetensorsWriter model = new SafetensorsWriter(target, others.layouts())) {
      List<TensorLayout> trainable =
          others.layouts().stream()
              .filter(entry -> EntryKind.of(entry) == EntryKind.TRAINABLE)
              .toList();
      List<double[]> sums = new ArrayList<>();
      for (TensorLayout entry : trainable) {
        sums.add(new double[(int) StoredTensor.elements(entry.shape())]);
      }
      Clipping clipping = sum(start, trainable, sums);
      int next = 0;
      for (TensorLayout entry : others.layouts()) {
        model.append(
            entry.name(),
            EntryKind.of(entry) == EntryKind.TRAINABLE
                ? moved(start.tensor(entry.name()), entry, sums.get(next++))
                : others.tensor(entry.name()));
      }
      return clipping;
    }
  }

  /** Adds the clipped updates of all clients to the sums, entry by entry. */
  private Clipping sum(SafetensorsFile start, List<TensorLayout> trainable, List<double[]> sums)
      throws IOException {
    double[] norms = new double[updates.size()];
    double[] factors = new double[norms.length];
    for (int k = 0; k < norms.length; k++) {
      try (SafetensorsFile update = SafetensorsFile.open(updates.get(k))) {
        double squares = 0;
        for (TensorLayout entry : trainable) {
          for (double difference : difference(start, update, entry)) {
            squares += difference * difference;
          }
        }
        norms[k] = Math.sqrt(squares);
        if (!Double.isFinite(norms[k])) {
          throw new StageFailedException(
              """
              %s: found an update of norm %s, expected a finite one: the client's training \
              diverged; lower training.learning-rate or set training.clip-norm"""
                  .formatted(updates.get(k), norms[k]));
        }
        factors[k] = privacy.factor(norms[k]);
        for (int e = 0; e < sums.size(); e++) {
          double[] sum = sums.get(e);
          double[] difference = difference(start, update, trainable.get(e));
          for (int i = 0; i < sum.length; i++) {
            sum[i] += factors[k] * difference[i];
          }
        }
      }
    }
    return new Clipping(norms, factors);
  }

  private static double[] difference(
      SafetensorsFile start, SafetensorsFile update, TensorLayout entry) throws IOException {
    double[] from = start.tensor(entry.name()).numbers();
    double[] to = update.tensor(entry.name()).numbers();
    for (int i = 0; i < to.length; i++) {
      to[i] -= from[i];
    }
    return to;
  }

  private StoredTensor moved(StoredTensor start, TensorLayout entry, double[] sum) {
    double[] next = start.numbers();
    double deviation = privacy.noiseMultiplier() * privacy.clip();
    for (int i = 0; i < next.length; i++) {
      next[i] += (sum[i] + deviation * noise.getAsDouble()) / updates.size();
    }
    return StoredTensor.of(entry.type(), next, entry.shape());
  }
}
