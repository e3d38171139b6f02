/**
 * Garbage collection, verification and lineage of stored artifacts.
 *
 * <p>Entry classes: {@link org.fedmas.pipeline.housekeeping.GarbageCollection}, {@link
 * org.fedmas.pipeline.housekeeping.Verification}, {@link org.fedmas.pipeline.housekeeping.Lineage}.
 * Imported by the command line.
 */
@NullMarked
package org.fedmas.pipeline.housekeeping;

import org.jspecify.annotations.NullMarked;
