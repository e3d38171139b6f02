/** Unpacking archives that nobody here vouches for. */
@NullMarked
package org.fedmas.pipeline.data.archive;

import org.jspecify.annotations.NullMarked;
