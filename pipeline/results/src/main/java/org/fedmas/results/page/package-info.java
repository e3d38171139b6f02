/**
 * The report of one run, from the files of its folder.
 *
 * <p>Entry class: {@link org.fedmas.results.page.RunReport}.
 */
@NullMarked
package org.fedmas.results.page;

import org.jspecify.annotations.NullMarked;
