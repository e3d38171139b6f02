/**
 * The tensor engine: threads, devices, gradients, and the way between stored tensors and arrays.
 */
@NullMarked
package org.fedmas.tensors;

import org.jspecify.annotations.NullMarked;
