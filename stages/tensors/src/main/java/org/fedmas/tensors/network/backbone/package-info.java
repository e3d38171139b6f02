/**
 * Backbones: convolutional networks that map images to feature vectors, and the interface of every
 * network that does.
 *
 * <p>Entry class: {@link org.fedmas.tensors.network.backbone.Backbone}.
 */
@NullMarked
package org.fedmas.tensors.network.backbone;

import org.jspecify.annotations.NullMarked;
