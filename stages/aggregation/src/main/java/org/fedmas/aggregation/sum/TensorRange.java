package org.fedmas.aggregation.sum;

import java.util.ArrayList;
import java.util.List;

/**
 * Consecutive elements of one entry.
 *
 * @param sum how the entry is summed
 * @param first number of the first of them
 * @param count how many there are, at least 1
 */
record TensorRange(TensorSum sum, long first, int count) {

  /** Where they lie in a file that holds them and nothing else. */
  int bytes() {
    return count * sum.layout().type().bytes();
  }

  /** The same elements in steps. */
  List<TensorRange> inStepsOf(int most) {
    List<TensorRange> steps = new ArrayList<>();
    for (int done = 0; done < count; done += most) {
      steps.add(new TensorRange(sum, first + done, Math.min(most, count - done)));
    }
    return steps;
  }
}
