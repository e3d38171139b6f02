package org.fedmas.tensors.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;

/** Operations shared by the losses. */
final class Softmax {

  private Softmax() {}

  /** Returns {@code log p_y} of each sample, [n]. */
  static NDArray targetLogProbability(NDArray logits, NDArray labels) {
    return logits.logSoftmax(1).gather(labels.expandDims(1), 1).squeeze(1);
  }

  /** Returns numbers per class as an array of the logits' type, each rounded once from double. */
  static NDArray perClass(NDArray logits, double[] values) {
    return logits.getManager().create(values).toType(logits.getDataType(), false);
  }

  /** Returns each sample's number, [n], from numbers per class. */
  static NDArray ofLabels(NDArray logits, NDArray labels, double[] perClass) {
    return perClass(logits, perClass).take(labels.toType(DataType.INT64, false));
  }

  static void requireCounts(NDArray logits, long[] counts) {
    if (logits.getShape().get(1) != counts.length) {
      throw new IllegalArgumentException(
          "logits of " + logits.getShape().get(1) + " classes, counts of " + counts.length);
    }
  }
}
