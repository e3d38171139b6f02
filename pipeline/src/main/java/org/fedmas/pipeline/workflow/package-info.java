/**
 * The order of the pipeline: which units a run has and which artifacts each reads.
 *
 * <p>Entry class: {@link org.fedmas.pipeline.workflow.Workflow}. Imported by {@code workflow.plan},
 * {@code run} and the command line.
 */
@NullMarked
package org.fedmas.pipeline.workflow;

import org.jspecify.annotations.NullMarked;
