/** How images are divided into training, validation and test parts. */
@NullMarked
package org.fedmas.partition.split;

import org.jspecify.annotations.NullMarked;
