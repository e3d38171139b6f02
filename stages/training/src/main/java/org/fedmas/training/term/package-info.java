/** The terms that local training adds to the classification loss. */
@NullMarked
package org.fedmas.training.term;

import org.jspecify.annotations.NullMarked;
