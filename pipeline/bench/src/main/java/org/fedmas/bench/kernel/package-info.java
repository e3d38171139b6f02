/** The innermost loops one by one, under JMH. */
@NullMarked
package org.fedmas.bench.kernel;

import org.jspecify.annotations.NullMarked;
