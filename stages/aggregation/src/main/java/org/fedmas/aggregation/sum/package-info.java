/**
 * The weighted sum of model files: in float64, in blocks, in client order.
 *
 * <p>Entry class: {@link org.fedmas.aggregation.sum.WeightedSum}.
 */
@NullMarked
package org.fedmas.aggregation.sum;

import org.jspecify.annotations.NullMarked;
