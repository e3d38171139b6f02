/**
 * Aggregation rules: the weight of each client in a round.
 *
 * <p>Entry class: {@link org.fedmas.aggregation.rule.AggregationRule}.
 */
@NullMarked
package org.fedmas.aggregation.rule;

import org.jspecify.annotations.NullMarked;
