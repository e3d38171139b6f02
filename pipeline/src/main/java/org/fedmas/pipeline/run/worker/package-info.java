/**
 * Computing one unit in a worker process: lock, inputs, stage, commit.
 *
 * <p>Entry class: {@link org.fedmas.pipeline.run.worker.UnitRunner}. Imported by executors; the
 * only package that imports every stage.
 */
@NullMarked
package org.fedmas.pipeline.run.worker;

import org.jspecify.annotations.NullMarked;
