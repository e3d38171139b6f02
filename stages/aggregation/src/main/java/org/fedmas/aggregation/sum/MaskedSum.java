package org.fedmas.aggregation.sum;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import org.fedmas.contract.Round;
import org.fedmas.contract.UnitProgress;
import org.fedmas.contract.error.StageFailedException;
import org.fedmas.tables.model.SafetensorsWriter;

/**
 * The weighted mean of the clients' states, of which the server sees masked integers only. Client k
 * uploads {@code q_k + Σ_{j>k} m_kj − Σ_{j<k} m_jk} modulo 2⁶⁴, where {@code q_k} is {@code
 * w_k·value·2^24}, rounded half to even. The masks cancel in the sum. The mean thus differs from
 * the plain one by the rounding of q alone, at most |S|/2·2^−24/Σw.
 *
 * <p>This is a simulation: the masks follow from a key that everybody knows.
 *
 * @param models the models, all of positive weight
 * @param scale Σw; with the number of images of all participants, w_k is n_k under {@code avg}
 * @param seed the key of the masks
 */
public record MaskedSum(List<WeightedModel> models, long scale, long seed, Round round) {

  private static final FixedPoint FIXED = new FixedPoint(24);

  /** Share of w_k below which its distance from a whole number is rounding. */
  private static final double ROUNDING = 1e-9;

  /**
   * Writes the whole state in the order of the first model's tensors.
   *
   * @throws StageFailedException if a value is not finite or too large for the integers
   */
  public void writeTo(Path target, UnitProgress progress) throws IOException {
    SideBySide states = SideBySide.of(models);
    double[] weights = weights();
    PairMasks masks = PairMasks.of(seed, round, models.size());
    try (SafetensorsWriter writer = new SafetensorsWriter(target, states.states().layouts())) {
      states.forEach(
          states.tensors(layout -> true),
          (block, values) -> {
            progress.images(0, 0);
            writer.append(means(block, values, weights, masks));
          });
    }
  }

  private double[] weights() {
    double[] weights = new double[models.size()];
    for (int k = 0; k < weights.length; k++) {
      double weight = models.get(k).weight() * scale;
      double whole = Math.rint(weight);
      weights[k] = Math.abs(weight - whole) < ROUNDING * weight ? whole : weight;
    }
    return weights;
  }

  private ByteBuffer means(
      TensorRange block, double[][] values, double[] weights, PairMasks masks) {
    double[] means = new double[block.count()];
    long[] uploads = new long[values.length];
    for (int i = 0; i < means.length; i++) {
      for (int k = 0; k < uploads.length; k++) {
        uploads[k] = integer(k, weights[k], values[k][i], block);
      }
      FixedPoint.mask(uploads, masks);
      long sum = 0;
      for (long upload : uploads) {
        sum += upload;
      }
      means[i] = FIXED.number(sum) / scale;
    }
    ByteBuffer bytes = ByteBuffer.allocate(block.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    block.sum().put(means, 0, means.length, bytes);
    return bytes.flip();
  }

  private long integer(int k, double weight, double value, TensorRange block) {
    double scaled = FIXED.scaled(weight, value);
    if (!FixedPoint.fits(scaled, models.size())) {
      throw new StageFailedException(
          """
          aggregation.secure: found %s in %s of client %s, expected finite numbers that fit into 64 \
          bits with %s after the point; lower training.learning-rate or set aggregation.secure: false"""
              .formatted(
                  value,
                  block.sum().layout().name(),
                  models.get(k).client().number(),
                  FIXED.bits()));
    }
    return (long) scaled;
  }
}
