/**
 * What the stages cost: images per second and CPU-seconds per image, beside other programs that do
 * the same work in the same run.
 */
@NullMarked
package org.fedmas.bench;

import org.jspecify.annotations.NullMarked;
