/**
 * The layers that networks are made of, their tensors in order, and the passes through them.
 *
 * <p>Imported by {@code backbone}, {@code head} and {@code network}.
 */
@NullMarked
package org.fedmas.tensors.network.layer;

import org.jspecify.annotations.NullMarked;
