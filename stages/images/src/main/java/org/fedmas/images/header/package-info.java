/** Image headers, read and checked before any pixel is decoded. */
@NullMarked
package org.fedmas.images.header;

import org.jspecify.annotations.NullMarked;
