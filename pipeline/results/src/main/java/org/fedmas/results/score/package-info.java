/**
 * Scores of rounds and clients, computed from prediction tables.
 *
 * <p>Every package of the pipeline above the workflow may import this one.
 */
@NullMarked
package org.fedmas.results.score;

import org.jspecify.annotations.NullMarked;
