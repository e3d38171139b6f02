/**
 * The state of every unit: present, missing, stale or released.
 *
 * <p>Entry class: {@link org.fedmas.pipeline.workflow.plan.Planner}. Imported by {@code run} and
 * the command line.
 */
@NullMarked
package org.fedmas.pipeline.workflow.plan;

import org.jspecify.annotations.NullMarked;
