/**
 * Frozen transformer encoders: networks that cut images into patches and map them to feature
 * vectors by attention.
 *
 * <p>Entry class: {@link org.fedmas.tensors.network.encoder.VisionTransformer}.
 */
@NullMarked
package org.fedmas.tensors.network.encoder;

import org.jspecify.annotations.NullMarked;
