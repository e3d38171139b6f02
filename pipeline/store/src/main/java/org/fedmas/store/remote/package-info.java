/** Files behind addresses whose file system Beam's interface does not do justice to. */
@NullMarked
package org.fedmas.store.remote;

import org.jspecify.annotations.NullMarked;
