/**
 * The command line: one class per command, shared options, and the class that assembles them.
 *
 * <p>Entry class: {@link org.fedmas.pipeline.cli.Fedmas}. Imported by nothing.
 */
@NullMarked
package org.fedmas.pipeline.cli;

import org.jspecify.annotations.NullMarked;
