/**
 * The policy by which payloads of past rounds are released.
 *
 * <p>Entry class: {@link org.fedmas.store.retention.Retention}. Imported by the settings, the
 * driver and housekeeping, which know the units of a run.
 */
@NullMarked
package org.fedmas.store.retention;

import org.jspecify.annotations.NullMarked;
