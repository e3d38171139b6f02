/**
 * The native libjpeg-turbo, from the system or from a bundled build.
 *
 * <p>Entry class: {@link org.fedmas.images.turbo.TurboJpeg}. Imported by {@code decode}.
 */
@NullMarked
package org.fedmas.images.turbo;

import org.jspecify.annotations.NullMarked;
