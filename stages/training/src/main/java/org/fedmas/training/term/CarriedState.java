package org.fedmas.training.term;

import java.util.Set;
import org.fedmas.tables.model.ModelState;

/**
 * The values that methods carry into a client's round, beside the models.
 *
 * @param client the tensors that the client kept in its previous round, by prefix and entry
 * @param server the tensors that the server keeps, by prefix and entry; empty if no term reads them
 * @param meanImages n̄, the mean of n_k over all clients that can take part; meaningful only to
 *     terms that compare the client's n_k with it
 * @param ownEntries the names of the model's entries that stay with the client
 */
public record CarriedState(
    ModelState client, ModelState server, double meanImages, Set<String> ownEntries) {

  /** The values before round 1. */
  public static final CarriedState NONE = new CarriedState(ModelState.EMPTY, ModelState.EMPTY, 0, Set.of());
}
