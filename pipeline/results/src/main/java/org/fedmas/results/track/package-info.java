/**
 * The export of a run's numbers to programs that show many runs, while the run lasts or afterwards.
 *
 * <p>Entry class: {@link org.fedmas.results.track.Following}. Each {@link
 * org.fedmas.results.track.Tracker} is one such program. Nothing here is called from training.
 * Imported by the command line and by the module of MLflow.
 */
@NullMarked
package org.fedmas.results.track;

import org.jspecify.annotations.NullMarked;
