/**
 * Heads: the layers that turn features into logits.
 *
 * <p>Entry class: {@link org.fedmas.tensors.network.head.Head}.
 */
@NullMarked
package org.fedmas.tensors.network.head;

import org.jspecify.annotations.NullMarked;
