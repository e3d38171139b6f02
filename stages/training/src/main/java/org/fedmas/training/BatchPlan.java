package org.fedmas.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The division of an epoch into batches. A last batch of one image joins the batch before it, since
 * batch normalisation needs two images.
 *
 * @param dropLast whether an incomplete last batch is dropped
 */
record BatchPlan(int batchSize, boolean dropLast) {

  List<int[]> batches(int[] order) {
    List<int[]> batches = new ArrayList<>();
    int until = dropLast ? order.length - order.length % batchSize : order.length;
    for (int from = 0; from < until; ) {
      int end = Math.min(until, from + batchSize);
      if (until - end == 1) {
        end = until;
      }
      batches.add(Arrays.copyOfRange(order, from, end));
      from = end;
    }
    return batches;
  }

  /** Returns the number of batches of a pass over so many images. */
  int batches(int images) {
    int full = images / batchSize;
    int rest = images % batchSize;
    return dropLast || rest == 0 || (rest == 1 && full > 0) ? full : full + 1;
  }

  /** Returns batches times batch size, the number of images in the published code. */
  int imagesInBatches(int images) {
    int batches = dropLast ? images / batchSize : (images + batchSize - 1) / batchSize;
    return batches * batchSize;
  }
}
