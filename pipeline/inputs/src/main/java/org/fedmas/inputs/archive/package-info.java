/** Safe unpacking of downloaded archives. */
@NullMarked
package org.fedmas.inputs.archive;

import org.jspecify.annotations.NullMarked;
