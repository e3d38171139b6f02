@NullMarked
package org.fedmas.contract.artifact;

import org.jspecify.annotations.NullMarked;
