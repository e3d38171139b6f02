package org.fedmas.aggregation.sum;

import java.util.ArrayList;
import java.util.List;

/**
 * Consecutive elements of one tensor.
 *
 * @param sum the summation of the tensor
 * @param first index of the first element
 * @param count number of elements, at least 1
 */
record TensorRange(TensorSum sum, long first, int count) {

  int bytes() {
    return count * sum.layout().type().bytes();
  }

  /** Divides the elements into steps. */
  List<TensorRange> inStepsOf(int most) {
    List<TensorRange> steps = new ArrayList<>();
    for (int done = 0; done < count; done += most) {
      steps.add(new TensorRange(sum, first + done, Math.min(most, count - done)));
    }
    return steps;
  }
}
