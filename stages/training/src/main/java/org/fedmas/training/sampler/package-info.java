/** In which order a client's images are trained on. */
@NullMarked
package org.fedmas.training.sampler;

import org.jspecify.annotations.NullMarked;
