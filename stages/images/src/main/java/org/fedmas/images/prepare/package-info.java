/**
 * Preparation of decoded pixels: resizing, cropping, colour constancy, normalisation.
 *
 * <p>Entry class: {@link org.fedmas.images.prepare.ImageSettings}.
 */
@NullMarked
package org.fedmas.images.prepare;

import org.jspecify.annotations.NullMarked;
