/**
 * Canonical JSON: one mapper and one byte form for all hashed or stored values.
 *
 * <p>Entry class: {@link org.fedmas.contract.json.Json}.
 */
@NullMarked
package org.fedmas.contract.json;

import org.jspecify.annotations.NullMarked;
