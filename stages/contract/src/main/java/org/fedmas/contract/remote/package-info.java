/** Artifacts behind an address that is no local path, and this machine's cache of them. */
@NullMarked
package org.fedmas.contract.remote;

import org.jspecify.annotations.NullMarked;
