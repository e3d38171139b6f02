package org.fedmas.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How an epoch's images are cut into batches. The last, incomplete batch stays unless it is to be
 * dropped; a last batch of one image joins the one before it, since batch normalisation cannot take
 * one image alone.
 */
record BatchPlan(int batchSize, boolean dropLast) {

  /** Returns the batches of an order of images. */
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

  /** Batches times batch size: what the published code takes for the number of images. */
  int imagesInBatches(int images) {
    int batches = dropLast ? images / batchSize : (images + batchSize - 1) / batchSize;
    return batches * batchSize;
  }
}
