/**
 * Artifacts behind an address: file systems with put-if-absent, and a local cache of their files.
 *
 * <p>Entry classes: {@link org.fedmas.store.remote.StoreAddress}, {@link
 * org.fedmas.store.remote.RemoteFileSystem}. Imported by {@code run} and the executors.
 */
@NullMarked
package org.fedmas.store.remote;

import org.jspecify.annotations.NullMarked;
