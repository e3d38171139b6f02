@NullMarked
package org.fedmas.contract;

import org.jspecify.annotations.NullMarked;
