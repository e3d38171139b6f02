/**
 * The run record: configuration, environment, timings and the artifact of every unit.
 *
 * <p>Entry class: {@link org.fedmas.results.record.RunRecord}. Every package of the pipeline may
 * import this one.
 */
@NullMarked
package org.fedmas.results.record;

import org.jspecify.annotations.NullMarked;
