/** How the learning rate changes from round to round. */
@NullMarked
package org.fedmas.training.schedule;

import org.jspecify.annotations.NullMarked;
