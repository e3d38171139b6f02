package org.fedmas.tables.model;

/** The kind of an entry of a model's state. */
public enum EntryKind {
  /** Weights, biases and scales: the entries that gradients move. */
  TRAINABLE,
  /** Running means and variances of batch normalisation. */
  STATISTICS,
  /** Batch counts of batch normalisation. */
  COUNTER;

  /** Returns the kind of an entry, by its element type and its name in PyTorch's state dict. */
  public static EntryKind of(TensorLayout layout) {
    if (layout.type() == TensorType.I64) {
      return COUNTER;
    }
    String name = layout.name();
    return name.endsWith(".running_mean") || name.endsWith(".running_var") ? STATISTICS : TRAINABLE;
  }
}
