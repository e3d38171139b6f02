/**
 * The parts of a run's report that {@code metrics.json} does not hold: curves, errors, settings,
 * times and artifacts.
 *
 * <p>Entry class: {@link org.fedmas.results.detail.PageDetails}.
 */
@NullMarked
package org.fedmas.results.detail;

import org.jspecify.annotations.NullMarked;
