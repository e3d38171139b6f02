@NullMarked
package org.fedmas.contract.random;

import org.jspecify.annotations.NullMarked;
