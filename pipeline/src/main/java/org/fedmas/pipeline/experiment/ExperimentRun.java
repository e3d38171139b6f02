package org.fedmas.pipeline.experiment;

/**
 * One run of an experiment.
 *
 * @param method name of the method
 * @param fold from 1
 * @param seed of the training
 */
public record ExperimentRun(String method, int fold, long seed) {

  /** Returns the name of the run within its experiment. */
  public String name() {
    return "%s-fold%s-seed%s".formatted(method, fold, seed);
  }

  @Override
  public String toString() {
    return name();
  }
}
