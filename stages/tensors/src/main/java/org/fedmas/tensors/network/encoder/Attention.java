package org.fedmas.tensors.network.encoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * Multi-head attention: {@code softmax(q·kᵀ/√w)·v} per head of width w, then a linear layer over
 * all heads. Source: arXiv 1706.03762, section 3.2.
 *
 * @param query gives q of every head
 * @param keyValue gives k of every head, then v of every head
 */
record Attention(Dense query, Dense keyValue, Dense output, int heads) {

  static Attention of(BlockNames names, VisionTransformer encoder, FrozenTensors tensors) {
    int width = encoder.width();
    return new Attention(
        tensors.rows(names.qkv(), 0, width),
        tensors.rows(names.qkv(), width, 3 * width),
        tensors.dense(names.attentionOutput(), names.attentionScale()),
        encoder.heads());
  }

  /**
   * Computes what some tokens take from all tokens.
   *
   * @param asking [n, t, width]; stays open and owns the result
   * @param tokens [n, all, width]; stays open
   * @return [n, t, width]
   */
  NDArray apply(NDArray asking, NDArray tokens) {
    try (NDArray queries = perHead(query, asking, 1);
        NDArray q = queries.get(0);
        NDArray keysAndValues = perHead(keyValue, tokens, 2);
        NDArray k = keysAndValues.get(0);
        NDArray v = keysAndValues.get(1);
        NDArray weights = weights(q, k);
        NDArray seen = weights.matMul(v)) {
      return joined(seen);
    }
  }

  /**
   * Applies a layer and divides its outputs among parts and heads.
   *
   * @param x [n, t, width]
   * @return [parts, n, heads, t, width / heads]
   */
  NDArray perHead(Dense layer, NDArray x, int parts) {
    Shape shape = x.getShape();
    long each = shape.get(2) / heads;
    try (NDArray all = layer.apply(x);
        NDArray divided = all.reshape(shape.get(0), shape.get(1), parts, heads, each)) {
      return divided.transpose(2, 0, 3, 1, 4);
    }
  }

  /** Returns the weight, [n, heads, t, all], of every token for every asking one. */
  NDArray weights(NDArray q, NDArray k) {
    try (NDArray scale = q.getManager().create(1 / Math.sqrt(q.getShape().get(3)));
        NDArray scaled = q.mul(scale);
        NDArray turned = k.transpose(0, 1, 3, 2);
        NDArray products = scaled.matMul(turned)) {
      return products.softmax(-1);
    }
  }

  private NDArray joined(NDArray seen) {
    Shape shape = seen.getShape();
    try (NDArray tokensFirst = seen.transpose(0, 2, 1, 3);
        NDArray rows =
            tokensFirst.reshape(shape.get(0), shape.get(2), shape.get(1) * shape.get(3))) {
      return output.apply(rows);
    }
  }
}
