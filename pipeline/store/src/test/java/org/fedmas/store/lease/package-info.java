/** Tests of leases against processes that live, died, or run elsewhere. */
package org.fedmas.store.lease;
