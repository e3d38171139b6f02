/** The tensor engine: threads, devices, gradients, and the way from stored tensors to arrays. */
@NullMarked
package org.fedmas.tensors;

import org.jspecify.annotations.NullMarked;
