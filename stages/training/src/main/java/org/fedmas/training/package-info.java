/** Stage: local training of one client in one round. */
@NullMarked
package org.fedmas.training;

import org.jspecify.annotations.NullMarked;
