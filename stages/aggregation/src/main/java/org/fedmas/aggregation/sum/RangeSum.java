package org.fedmas.aggregation.sum;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.fedmas.contract.error.StageFailedException;

/**
 * The sum of one range over all clients, in their order. Blocks of elements are summed over a group
 * of clients with open files, then over the next group. The sums of a block stay in the cache, and
 * the number of open files is bounded.
 *
 * @param models the models in the order of summation
 */
record RangeSum(List<Summand> models) {

  /** Limit of open files in one thread. */
  static final int OPEN = 64;

  /**
   * Returns the sums in the tensors' element types, as a file stores them.
   *
   * @throws StageFailedException if a model holds NaN or an infinity
   */
  ByteBuffer of(ParameterRange range) throws IOException {
    double[] sums = new double[range.elements()];
    Workspace workspace = new Workspace();
    for (int from = 0; from < models.size(); from += OPEN) {
      add(models.subList(from, Math.min(from + OPEN, models.size())), range, sums, workspace);
    }
    ByteBuffer bytes = ByteBuffer.allocate(range.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    int at = 0;
    for (TensorRange piece : range.pieces()) {
      if (!piece.sum().isFinite(sums, at, piece.count())) {
        new FirstNonFinite(models).report(piece);
      }
      piece.sum().put(sums, at, piece.count(), bytes);
      at += piece.count();
    }
    return bytes.flip();
  }

  private static void add(
      List<Summand> some, ParameterRange range, double[] sums, Workspace workspace)
      throws IOException {
    List<Summand.Open> open = new ArrayList<>();
    try {
      for (Summand model : some) {
        open.add(model.open());
      }
      int at = 0;
      for (TensorRange piece : range.pieces()) {
        for (TensorRange step : piece.inStepsOf(Workspace.ELEMENTS)) {
          System.arraycopy(sums, at, workspace.sums(), 0, step.count());
          step.sum().add(workspace, step, open);
          System.arraycopy(workspace.sums(), 0, sums, at, step.count());
          at += step.count();
        }
      }
    } finally {
      for (Summand.Open model : open) {
        model.close();
      }
    }
  }
}
