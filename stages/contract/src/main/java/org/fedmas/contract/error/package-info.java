/**
 * Errors that a user can act on, each with the exit code of the command line.
 *
 * <p>Entry class: {@link org.fedmas.contract.error.FedmasException}. Imported everywhere.
 */
@NullMarked
package org.fedmas.contract.error;

import org.jspecify.annotations.NullMarked;
