/** What may go from a store, and what its artifacts were made from. */
@NullMarked
package org.fedmas.pipeline.housekeeping;

import org.jspecify.annotations.NullMarked;
