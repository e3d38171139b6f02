/**
 * The aggregation stage: computes the next global model from the clients' models and reports of one
 * round.
 */
@NullMarked
package org.fedmas.aggregation;

import org.jspecify.annotations.NullMarked;
