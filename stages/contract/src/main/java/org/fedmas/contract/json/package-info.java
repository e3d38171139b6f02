/**
 * Canonical JSON: one mapper and one byte form for everything that is hashed or stored.
 *
 * <p>Entry class: {@link org.fedmas.contract.json.Json}.
 */
@NullMarked
package org.fedmas.contract.json;

import org.jspecify.annotations.NullMarked;
