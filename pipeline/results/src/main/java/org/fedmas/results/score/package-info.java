/**
 * Scores of the rounds and clients of a run, computed from its prediction tables.
 *
 * <p>Entry class: {@link org.fedmas.results.score.RunResults}. The artifacts of the run come from a
 * {@link org.fedmas.results.score.ScoredUnits}. Imported by the driver, housekeeping and the
 * command line.
 */
@NullMarked
package org.fedmas.results.score;

import org.jspecify.annotations.NullMarked;
