/** Self-supervised contrast of views with a momentum encoder and a queue of keys, MoCo v2. */
@NullMarked
package org.fedmas.tensors.contrast;

import org.jspecify.annotations.NullMarked;
