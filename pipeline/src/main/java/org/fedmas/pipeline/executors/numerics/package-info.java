/**
 * Fingerprints that tell whether a worker computes the same bytes as its driver: floating-point
 * behaviour and build.
 *
 * <p>Entry classes: {@link org.fedmas.pipeline.executors.numerics.NumericsFingerprint}, {@link
 * org.fedmas.pipeline.executors.numerics.BuildIdentity}. Imported by executors and the command
 * line.
 */
@NullMarked
package org.fedmas.pipeline.executors.numerics;

import org.jspecify.annotations.NullMarked;
