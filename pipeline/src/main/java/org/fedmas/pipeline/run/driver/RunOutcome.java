package org.fedmas.pipeline.run.driver;

/**
 * What a start of a run came to.
 *
 * @param ran units computed
 * @param reused units found present
 * @param complete whether the whole run is there
 */
public record RunOutcome(int ran, int reused, boolean complete) {}
