/**
 * The model card of a run. Entry class: {@link org.fedmas.results.card.ModelCard}. Imported by
 * {@code cli}.
 */
@NullMarked
package org.fedmas.results.card;

import org.jspecify.annotations.NullMarked;
