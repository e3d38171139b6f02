package org.fedmas.results.statistic;

import org.jspecify.annotations.Nullable;

/**
 * A score with its percentile interval.
 *
 * @param estimate the score of the sample itself; null if the sample has none
 * @param interval type 7 quantiles of the resamples' scores; null if no resample has one
 * @param standardError sample standard deviation of the resamples' scores; null for fewer than two
 * @param used the number of resamples that have a score
 */
public record BootstrapInterval(
    @Nullable Double estimate,
    @Nullable Interval interval,
    @Nullable Double standardError,
    int used) {}
