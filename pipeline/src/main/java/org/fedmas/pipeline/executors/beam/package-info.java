/**
 * Runs units on Apache Beam, with the Direct runner or on Flink; the only package that imports
 * Beam.
 *
 * <p>Entry class: {@link org.fedmas.pipeline.executors.beam.BeamExecutor}. Imported by the command
 * line.
 */
@NullMarked
package org.fedmas.pipeline.executors.beam;

import org.jspecify.annotations.NullMarked;
