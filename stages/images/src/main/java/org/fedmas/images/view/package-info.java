/**
 * Views: numbered, repeatable augmentations of an image.
 *
 * <p>Entry class: {@link org.fedmas.images.view.ViewSettings}.
 */
@NullMarked
package org.fedmas.images.view;

import org.jspecify.annotations.NullMarked;
