/** From shards to what a network reads. */
@NullMarked
package org.fedmas.tensors.input;

import org.jspecify.annotations.NullMarked;
