/**
 * Progress of a run or a download on the terminal.
 *
 * <p>Entry class: {@link org.fedmas.pipeline.cli.progress.ConsoleProgress}. Imported by the command
 * line only.
 */
@NullMarked
package org.fedmas.pipeline.cli.progress;

import org.jspecify.annotations.NullMarked;
