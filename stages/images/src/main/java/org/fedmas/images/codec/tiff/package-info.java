/**
 * The decoder of TIFF pages.
 *
 * <p>Entry class: {@link org.fedmas.images.codec.tiff.TiffPixels}.
 */
@NullMarked
package org.fedmas.images.codec.tiff;

import org.jspecify.annotations.NullMarked;
