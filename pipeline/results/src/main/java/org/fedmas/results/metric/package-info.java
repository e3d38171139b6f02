/** Scores of a classifier, computed in plain Java from labels, predictions and probabilities. */
@NullMarked
package org.fedmas.results.metric;

import org.jspecify.annotations.NullMarked;
