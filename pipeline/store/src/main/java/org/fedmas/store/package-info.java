/**
 * The artifact store: recipes describe what to compute, manifests what was computed.
 *
 * <p>Entry class: {@link org.fedmas.store.ArtifactStore}. Imported by the pipeline, never by a
 * stage.
 */
@NullMarked
package org.fedmas.store;

import org.jspecify.annotations.NullMarked;
