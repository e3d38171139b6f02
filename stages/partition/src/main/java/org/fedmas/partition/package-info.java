/** The partition stage: assigns every image to a client and a part. */
@NullMarked
package org.fedmas.partition;

import org.jspecify.annotations.NullMarked;
