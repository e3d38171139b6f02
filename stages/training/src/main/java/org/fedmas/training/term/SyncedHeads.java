package org.fedmas.training.term;

import org.fedmas.contract.config.Choice;
import org.fedmas.contract.config.Named;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tensors.network.head.HeadTensor;
import org.fedmas.tensors.network.layer.Layout;
import org.jspecify.annotations.Nullable;

/**
 * The heads of a client that start a round from the global model. The other head keeps the values
 * that the client had after its previous round. In a client's first round both follow.
 */
public enum SyncedHeads implements Named.EnumConstant {
  /** Both heads; the client keeps neither. */
  BOTH(null),
  /** Keeps the client's {@code fc} and its projection. */
  AUXILIARY(HeadTensor.CLASSIFIER),
  /** Keeps the client's {@code p_free} and {@code fc_free}. */
  GLOBAL(HeadTensor.AUXILIARY);

  private final @Nullable HeadTensor kept;

  SyncedHeads(@Nullable HeadTensor kept) {
    this.kept = kept;
  }

  static Choice<SyncedHeads> choice() {
    return Choice.of("alignment.heads", BOTH.id(), values());
  }

  ModelState start(Layout layout, ModelState received, ModelState previous) {
    return kept == null ? received : kept.replaced(layout, received, previous);
  }

  /**
   * Returns whether the client keeps the head that class prior and divergence are measured with.
   */
  boolean keeps(HeadTensor measuring) {
    return kept == measuring;
  }
}
