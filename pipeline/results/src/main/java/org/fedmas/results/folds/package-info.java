/**
 * The comparison of methods over the folds of a data set.
 *
 * <p>Entry class: {@link org.fedmas.results.folds.FoldComparison}.
 */
@NullMarked
package org.fedmas.results.folds;

import org.jspecify.annotations.NullMarked;
