package org.fedmas.store.retention;

/**
 * The reasons why units at the end of a run read artifacts of earlier rounds.
 *
 * @param updates whether clients' own models of any round may be tested at the end
 * @param models whether personal heads may be tested with the global model of any round
 * @param ownEntries whether clients keep entries: a client begins with those of the start model, and
 *     the selected model is tested with those of its last update up to the selected round
 */
public record LateReaders(boolean updates, boolean models, boolean ownEntries) {

  /** No unit reads artifacts of rounds that are neither the last nor the selected one. */
  public static final LateReaders NONE = new LateReaders(false, false, false);
}
