/** Who works on what right now, told between processes by files, and survived by nothing. */
@NullMarked
package org.fedmas.store.lease;

import org.jspecify.annotations.NullMarked;
