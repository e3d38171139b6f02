/** Stage: the frozen auxiliary network's features of every view. */
@NullMarked
package org.fedmas.features;

import org.jspecify.annotations.NullMarked;
