/**
 * The driver of a run: plans phase by phase, submits jobs, keeps the run record.
 *
 * <p>Entry class: {@link org.fedmas.pipeline.run.driver.PipelineRun}. Imported by the command line.
 */
@NullMarked
package org.fedmas.pipeline.run.driver;

import org.jspecify.annotations.NullMarked;
