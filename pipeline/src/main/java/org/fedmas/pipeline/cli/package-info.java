/**
 * The command line: one class per command, options they share, and the one class that wires.
 *
 * <p>Entry class: {@link org.fedmas.pipeline.cli.Fedmas}. Imported by nothing.
 */
@NullMarked
package org.fedmas.pipeline.cli;

import org.jspecify.annotations.NullMarked;
