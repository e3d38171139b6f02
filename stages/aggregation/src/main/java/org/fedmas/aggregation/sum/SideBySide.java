package org.fedmas.aggregation.sum;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Predicate;
import org.fedmas.tables.model.TensorLayout;

/**
 * A pass over several models that reads equal places of all of them together, block by block, for
 * rules that compare models element by element. Memory stays below 64 MB, and one file is open at a
 * time.
 *
 * @param states the models, all of positive weight
 */
record SideBySide(EqualLayouts states) {

  /** Values in memory, over all models. */
  private static final int MOST_VALUES = 1 << 22;

  /** A receiver of blocks. */
  interface Sink {
    /**
     * Receives one block.
     *
     * @param values the elements by model, each array at least as long as the block; overwritten by
     *     the next block
     */
    void accept(TensorRange block, double[][] values) throws IOException;
  }

  /** Returns the models in files, all of positive weight. */
  static SideBySide of(List<WeightedModel> models) throws IOException {
    return new SideBySide(EqualLayouts.of(models));
  }

  /** Returns the summation of every tensor that the predicate accepts, in order. */
  List<TensorSum> tensors(Predicate<TensorLayout> wanted) {
    return states.layouts().stream()
        .filter(wanted)
        .map(layout -> TensorSum.of(layout, CountRounding.ROUNDED))
        .toList();
  }

  /** Reads the blocks of the given tensors in order. */
  void forEach(List<TensorSum> tensors, Sink sink) throws IOException {
    int models = states.summed().size();
    int most = Math.max(1, Math.min(Workspace.ELEMENTS, MOST_VALUES / models));
    double[][] values = new double[models][most];
    Workspace workspace = new Workspace();
    for (ParameterRange range : ParameterRange.of(tensors, most)) {
      for (TensorRange block : range.pieces()) {
        for (int k = 0; k < models; k++) {
          read(states.summed().get(k), block, workspace, values[k]);
        }
        sink.accept(block, values);
      }
    }
  }

  private static void read(Summand model, TensorRange block, Workspace workspace, double[] values)
      throws IOException {
    try (Summand.Open open = model.open()) {
      ByteBuffer bytes = workspace.read(open, block);
      for (int i = 0; i < block.count(); i++) {
        values[i] = block.sum().value(bytes, i);
      }
    }
  }
}
