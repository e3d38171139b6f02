/** Leases: short-lived files that tell other processes which work is being done. */
@NullMarked
package org.fedmas.store.lease;

import org.jspecify.annotations.NullMarked;
