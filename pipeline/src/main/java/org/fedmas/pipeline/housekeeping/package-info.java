/**
 * Garbage collection, verification and lineage of stored artifacts, and a look at stored features.
 *
 * <p>Entry classes: {@link org.fedmas.pipeline.housekeeping.GarbageCollection}, {@link
 * org.fedmas.pipeline.housekeeping.Verification}, {@link org.fedmas.pipeline.housekeeping.Lineage},
 * {@link org.fedmas.pipeline.housekeeping.StoredFeatures}. Imported by the command line.
 */
@NullMarked
package org.fedmas.pipeline.housekeeping;

import org.jspecify.annotations.NullMarked;
