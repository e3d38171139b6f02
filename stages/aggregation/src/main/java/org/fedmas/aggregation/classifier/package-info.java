/** Re-training of the global classifier on the server, from gradients of the clients. */
@NullMarked
package org.fedmas.aggregation.classifier;

import org.jspecify.annotations.NullMarked;
