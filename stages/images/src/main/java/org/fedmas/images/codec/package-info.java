/**
 * Decoders of single file formats to RGB, each given a header that was checked before.
 *
 * <p>Entry classes: {@link org.fedmas.images.codec.JpegPixels} and its siblings.
 */
@NullMarked
package org.fedmas.images.codec;

import org.jspecify.annotations.NullMarked;
