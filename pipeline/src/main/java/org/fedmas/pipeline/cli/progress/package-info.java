/**
 * Progress of a run or a fetch, on a terminal or in a log.
 *
 * <p>Entry classes: {@link org.fedmas.pipeline.cli.progress.ConsoleProgress}, {@link
 * org.fedmas.pipeline.cli.progress.FetchView}. Imported by the command line only.
 */
@NullMarked
package org.fedmas.pipeline.cli.progress;

import org.jspecify.annotations.NullMarked;
