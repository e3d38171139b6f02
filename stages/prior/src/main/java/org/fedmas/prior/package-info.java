/** Stage: divergence prior of each client and class. */
@NullMarked
package org.fedmas.prior;

import org.jspecify.annotations.NullMarked;
