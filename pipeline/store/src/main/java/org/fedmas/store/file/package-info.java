/**
 * Durable files: writes that are complete or absent after a crash, and the storage that performs
 * them.
 *
 * <p>Entry class: {@link org.fedmas.store.file.DurableFiles}. Every package above the store may
 * import this one.
 */
@NullMarked
package org.fedmas.store.file;

import org.jspecify.annotations.NullMarked;
