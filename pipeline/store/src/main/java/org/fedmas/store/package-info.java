@NullMarked
package org.fedmas.store;

import org.jspecify.annotations.NullMarked;
