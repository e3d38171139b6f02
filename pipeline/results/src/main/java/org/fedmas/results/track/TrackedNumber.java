package org.fedmas.results.track;

/**
 * One number of a run.
 *
 * @param series a name such as {@code loss/0-BCN}
 * @param round from 1
 */
public record TrackedNumber(String series, int round, double value) {}
