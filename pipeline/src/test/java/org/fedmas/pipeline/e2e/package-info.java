/** Tests through the real command line: they start {@code pipeline/fedmas} as a user would. */
@NullMarked
package org.fedmas.pipeline.e2e;

import org.jspecify.annotations.NullMarked;
