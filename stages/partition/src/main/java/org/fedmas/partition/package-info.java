/** Stage: which client and part each image belongs to. */
@NullMarked
package org.fedmas.partition;

import org.jspecify.annotations.NullMarked;
