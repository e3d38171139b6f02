/** Groups of pictures that are identical or nearly so, found by a perceptual hash. */
@NullMarked
package org.fedmas.preprocess.similar;

import org.jspecify.annotations.NullMarked;
