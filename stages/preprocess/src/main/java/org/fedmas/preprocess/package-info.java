/** Stage: source images become per-client shards of prepared pixels. */
@NullMarked
package org.fedmas.preprocess;

import org.jspecify.annotations.NullMarked;
