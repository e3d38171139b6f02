/** Model states from files made elsewhere, PyTorch or safetensors, read as data only. */
@NullMarked
package org.fedmas.tensors.checkpoint;

import org.jspecify.annotations.NullMarked;
