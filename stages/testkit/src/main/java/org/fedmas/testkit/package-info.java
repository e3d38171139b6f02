/** Golden numbers, tolerances and tiny data for tests; never on a run-time class path. */
@NullMarked
package org.fedmas.testkit;

import org.jspecify.annotations.NullMarked;
