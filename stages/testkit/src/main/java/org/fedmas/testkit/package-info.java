/** What tests share: golden numbers, tolerances, tiny data. Never on a run-time class path. */
@NullMarked
package org.fedmas.testkit;

import org.jspecify.annotations.NullMarked;
