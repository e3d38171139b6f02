/** Unpacking archives that nobody here vouches for. */
@NullMarked
package org.fedmas.inputs.archive;

import org.jspecify.annotations.NullMarked;
