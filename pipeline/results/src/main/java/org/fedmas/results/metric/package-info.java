/** Scores of a classifier: counted from labels, predictions and probabilities, in plain Java. */
@NullMarked
package org.fedmas.results.metric;

import org.jspecify.annotations.NullMarked;
