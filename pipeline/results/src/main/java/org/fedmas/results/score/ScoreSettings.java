package org.fedmas.results.score;

import org.fedmas.results.report.Selection;
import org.fedmas.tables.partition.Part;

/**
 * The part of a run's configuration that decides about its scores.
 *
 * @param selection the images that the best round is selected on
 * @param personal whether each client's own models are scored on its test images too
 */
public record ScoreSettings(
    int fold, long seed, int rounds, Selection selection, boolean personal) {

  /** Returns the part that rounds are scored on. */
  Part selectionPart() {
    return selection == Selection.TEST ? Part.TEST : Part.VALIDATION;
  }
}
