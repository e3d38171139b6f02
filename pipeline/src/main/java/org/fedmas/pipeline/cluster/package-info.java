/**
 * A Flink cluster as a driver sees it: what its JobManager says, and whose code its workers run.
 */
@NullMarked
package org.fedmas.pipeline.cluster;

import org.jspecify.annotations.NullMarked;
