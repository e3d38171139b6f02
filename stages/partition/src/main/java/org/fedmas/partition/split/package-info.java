/** The division of images into train, validation and test. */
@NullMarked
package org.fedmas.partition.split;

import org.jspecify.annotations.NullMarked;
