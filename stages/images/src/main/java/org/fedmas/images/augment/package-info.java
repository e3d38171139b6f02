/**
 * Training augmentation as a pure function of an image and a random draw.
 *
 * <p>Entry class: {@link org.fedmas.images.augment.Augmentation}.
 */
@NullMarked
package org.fedmas.images.augment;

import org.jspecify.annotations.NullMarked;
