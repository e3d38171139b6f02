@NullMarked
package org.fedmas.contract.error;

import org.jspecify.annotations.NullMarked;
