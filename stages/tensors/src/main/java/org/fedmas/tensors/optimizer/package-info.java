/** Optimisers, their state, and gradient clipping. */
@NullMarked
package org.fedmas.tensors.optimizer;

import org.jspecify.annotations.NullMarked;
