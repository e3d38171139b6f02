/**
 * Tables of experiments: methods × folds × seeds over one base configuration. {@link
 * org.fedmas.pipeline.experiment.Experiment} says which runs a table has, {@link
 * org.fedmas.pipeline.experiment.ExperimentRunner} starts those without a stored result, one after
 * the other. Only the command line imports this package.
 */
@NullMarked
package org.fedmas.pipeline.experiment;

import org.jspecify.annotations.NullMarked;
