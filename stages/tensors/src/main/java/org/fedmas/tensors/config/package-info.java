/** The configuration keys that decide which networks are built. */
@NullMarked
package org.fedmas.tensors.config;

import org.jspecify.annotations.NullMarked;
