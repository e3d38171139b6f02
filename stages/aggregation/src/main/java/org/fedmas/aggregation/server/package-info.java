/**
 * Server optimisers: a step from the received global model along the difference to the model that
 * the aggregation rule gives.
 *
 * <p>Entry classes: {@link org.fedmas.aggregation.server.ServerOptimizer}, {@link
 * org.fedmas.aggregation.server.ServerStep}.
 */
@NullMarked
package org.fedmas.aggregation.server;

import org.jspecify.annotations.NullMarked;
