/**
 * Results of a run, collected from the artifacts that the planner found.
 *
 * <p>Entry class: {@link org.fedmas.pipeline.run.score.RunResults}. Imported by the driver and the
 * command line.
 */
@NullMarked
package org.fedmas.pipeline.run.score;

import org.jspecify.annotations.NullMarked;
