/**
 * Decoding: file bytes become RGB pixels, upright, equal to Pillow's.
 *
 * <p>Entry class: {@link org.fedmas.images.decode.ImageDecoder}.
 */
@NullMarked
package org.fedmas.images.decode;

import org.jspecify.annotations.NullMarked;
