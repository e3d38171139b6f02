/** Stage: self-supervised pretraining of an auxiliary network, MoCo v2. */
@NullMarked
package org.fedmas.pretrain;

import org.jspecify.annotations.NullMarked;
