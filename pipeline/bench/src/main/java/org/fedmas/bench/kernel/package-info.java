/** The innermost loops, measured by JMH. */
@NullMarked
package org.fedmas.bench.kernel;

import org.jspecify.annotations.NullMarked;
