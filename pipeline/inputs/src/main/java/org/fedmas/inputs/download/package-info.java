/** One file over HTTP: resumed where it was cut, in several ranges at once where that is safe. */
@NullMarked
package org.fedmas.inputs.download;

import org.jspecify.annotations.NullMarked;
