/** Files behind addresses whose file system Beam's interface does not do justice to. */
@NullMarked
package org.fedmas.pipeline.storage;

import org.jspecify.annotations.NullMarked;
