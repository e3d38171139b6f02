/**
 * The control channel of a run: small files by which driver and workers exchange tasks, heartbeats
 * and outcomes.
 *
 * <p>Entry class: {@link org.fedmas.pipeline.run.control.RunControl}. Imported by {@code
 * run.worker}, {@code run.driver}, executors, housekeeping and the command line.
 */
@NullMarked
package org.fedmas.pipeline.run.control;

import org.jspecify.annotations.NullMarked;
