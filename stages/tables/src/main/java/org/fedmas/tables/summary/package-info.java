/** Small JSON files of an artifact: what a client, a prior or an aggregation found. */
@NullMarked
package org.fedmas.tables.summary;

import org.jspecify.annotations.NullMarked;
