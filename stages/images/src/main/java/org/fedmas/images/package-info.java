/**
 * Pixels in plain Java: decoding, resizing, colour constancy, augmentation views, normalisation. No
 * tensors. Every operation is a pure function of its arguments with equal bytes on every machine.
 */
@NullMarked
package org.fedmas.images;

import org.jspecify.annotations.NullMarked;
