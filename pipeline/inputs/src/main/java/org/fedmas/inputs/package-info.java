/** Raw inputs: where they come from, how they are fetched, what of them is there. */
@NullMarked
package org.fedmas.inputs;

import org.jspecify.annotations.NullMarked;
