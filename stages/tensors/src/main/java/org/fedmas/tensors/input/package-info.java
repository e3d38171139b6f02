/** The path from stored shards to the batches that a network reads. */
@NullMarked
package org.fedmas.tensors.input;

import org.jspecify.annotations.NullMarked;
