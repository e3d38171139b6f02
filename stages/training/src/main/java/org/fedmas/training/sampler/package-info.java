/** The order of a client's images in training. */
@NullMarked
package org.fedmas.training.sampler;

import org.jspecify.annotations.NullMarked;
