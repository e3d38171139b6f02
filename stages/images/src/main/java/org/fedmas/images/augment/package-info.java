/**
 * Training augmentation as a pure function of an image and a random draw.
 *
 * <p>Entry classes: {@link org.fedmas.images.augment.Augmentation} for training, {@link
 * org.fedmas.images.augment.ContrastiveAugmentation} for pretraining.
 */
@NullMarked
package org.fedmas.images.augment;

import org.jspecify.annotations.NullMarked;
