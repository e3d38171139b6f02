package org.fedmas.pipeline.run.driver;

/** The outcome of one start of a run: units computed, units found present, and whether all are. */
public record RunOutcome(int ran, int reused, boolean complete) {}
