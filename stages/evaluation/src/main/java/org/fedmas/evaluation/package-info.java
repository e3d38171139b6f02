/** Stage: predictions of global and local models. */
@NullMarked
package org.fedmas.evaluation;

import org.jspecify.annotations.NullMarked;
