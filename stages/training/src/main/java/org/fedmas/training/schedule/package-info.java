/** The change of the learning rate over the rounds. */
@NullMarked
package org.fedmas.training.schedule;

import org.jspecify.annotations.NullMarked;
