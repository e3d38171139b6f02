/**
 * The comparison of runs on one set of test images.
 *
 * <p>Entry class: {@link org.fedmas.results.compare.Comparison}, from {@link
 * org.fedmas.results.compare.RunEntry} values. Rules and wording follow {@code docs/comparing.md}.
 */
@NullMarked
package org.fedmas.results.compare;

import org.jspecify.annotations.NullMarked;
