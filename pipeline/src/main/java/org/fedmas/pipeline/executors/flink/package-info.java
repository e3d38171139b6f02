/**
 * A Flink cluster as its REST interface shows it: jobs, task managers, failures.
 *
 * <p>Entry class: {@link org.fedmas.pipeline.executors.flink.JobManager}. Imported by {@code
 * executors.beam}.
 */
@NullMarked
package org.fedmas.pipeline.executors.flink;

import org.jspecify.annotations.NullMarked;
