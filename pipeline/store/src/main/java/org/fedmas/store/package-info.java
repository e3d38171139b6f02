/**
 * The artifact store: recipes say what should be built, manifests what was built.
 *
 * <p>Entry class: {@link org.fedmas.store.ArtifactStore}. Imported by the pipeline, never by a
 * stage.
 */
@NullMarked
package org.fedmas.store;

import org.jspecify.annotations.NullMarked;
