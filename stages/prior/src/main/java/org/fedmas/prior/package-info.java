/** Stage: class prior of each client. */
@NullMarked
package org.fedmas.prior;

import org.jspecify.annotations.NullMarked;
