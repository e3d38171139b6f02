/** Who divides images into train, validation and test, and how. */
@NullMarked
package org.fedmas.partition.split;

import org.jspecify.annotations.NullMarked;
