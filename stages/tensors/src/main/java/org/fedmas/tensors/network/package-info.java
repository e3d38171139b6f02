/** Networks over a table of named tensors, with torchvision's names and order. */
@NullMarked
package org.fedmas.tensors.network;

import org.jspecify.annotations.NullMarked;
