/** Classification losses and the terms that are added to them. */
@NullMarked
package org.fedmas.tensors.loss;

import org.jspecify.annotations.NullMarked;
