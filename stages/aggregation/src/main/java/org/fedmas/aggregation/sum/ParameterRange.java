package org.fedmas.aggregation.sum;

import java.util.ArrayList;
import java.util.List;
import org.fedmas.tables.model.StoredTensor;

/**
 * The elements of a state that one thread sums, in the order of the layout. The division of a state
 * into ranges depends only on its layout.
 *
 * @param pieces the elements of each tensor, in order
 */
record ParameterRange(List<TensorRange> pieces) {

  /** Elements per range; their sums in double take 16 MB. */
  static final int MOST_ELEMENTS = 1 << 21;

  /**
   * Divides a state into ranges.
   *
   * @param sums its tensors, in order; empty tensors are in none of the ranges
   * @param most elements in a range
   */
  static List<ParameterRange> of(List<TensorSum> sums, int most) {
    List<ParameterRange> ranges = new ArrayList<>();
    List<TensorRange> pieces = new ArrayList<>();
    int room = most;
    for (TensorSum sum : sums) {
      long elements = StoredTensor.elements(sum.layout().shape());
      for (long first = 0; first < elements; ) {
        int count = (int) Math.min(room, elements - first);
        pieces.add(new TensorRange(sum, first, count));
        first += count;
        room -= count;
        if (room == 0) {
          ranges.add(new ParameterRange(List.copyOf(pieces)));
          pieces.clear();
          room = most;
        }
      }
    }
    if (!pieces.isEmpty()) {
      ranges.add(new ParameterRange(List.copyOf(pieces)));
    }
    return ranges;
  }

  int elements() {
    return pieces.stream().mapToInt(TensorRange::count).sum();
  }

  int bytes() {
    return pieces.stream().mapToInt(TensorRange::bytes).sum();
  }
}
