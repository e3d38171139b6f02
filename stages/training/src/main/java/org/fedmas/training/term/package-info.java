/** What local training can add to the classification loss. */
@NullMarked
package org.fedmas.training.term;

import org.jspecify.annotations.NullMarked;
