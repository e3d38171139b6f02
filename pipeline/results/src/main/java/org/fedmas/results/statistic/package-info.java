/**
 * Intervals, comparisons and tests of scores. Images of one lesion are not independent, so that
 * lesions within clients are resampled and swapped, never images.
 *
 * <p>Entry classes: {@link org.fedmas.results.statistic.Bootstrap} for intervals, {@link
 * org.fedmas.results.statistic.PairedBootstrap} and {@link org.fedmas.results.statistic.SwapTest}
 * for two models on the same images, {@link org.fedmas.results.statistic.SeedTable} for folds and
 * seeds. Formulas and sources: docs/equations.md.
 */
@NullMarked
package org.fedmas.results.statistic;

import org.jspecify.annotations.NullMarked;
