/**
 * The results of a run as one portable file. Entry classes: {@link
 * org.fedmas.pipeline.bundle.RunBundle} writes a file, {@link
 * org.fedmas.pipeline.bundle.OpenBundle} reads it. Imported by {@code cli}.
 */
@NullMarked
package org.fedmas.pipeline.bundle;

import org.jspecify.annotations.NullMarked;
