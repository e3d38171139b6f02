package org.fedmas.pipeline.run.driver;

/**
 * The outcome of one start of a run.
 *
 * @param ran number of units computed
 * @param reused number of units found present
 * @param complete whether every unit of the run is present
 */
public record RunOutcome(int ran, int reused, boolean complete) {}
