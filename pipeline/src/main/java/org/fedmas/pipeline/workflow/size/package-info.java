/**
 * The bytes that a run writes, by arithmetic from its configuration.
 *
 * <p>Entry class: {@link org.fedmas.pipeline.workflow.size.RunBytes}.
 */
@NullMarked
package org.fedmas.pipeline.workflow.size;

import org.jspecify.annotations.NullMarked;
