/**
 * Benchmarks of the stages: images per second and CPU-seconds per image, compared with other
 * programs that do the same work.
 */
@NullMarked
package org.fedmas.bench;

import org.jspecify.annotations.NullMarked;
