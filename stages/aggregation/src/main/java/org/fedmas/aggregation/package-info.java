/** Stage: from the clients' models and reports of one round to the next global model. */
@NullMarked
package org.fedmas.aggregation;

import org.jspecify.annotations.NullMarked;
