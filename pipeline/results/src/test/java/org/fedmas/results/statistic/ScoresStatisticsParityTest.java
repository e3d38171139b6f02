package org.fedmas.results.statistic;

import org.junit.jupiter.api.Tag;

/**
 * The cases of {@link ScoresStatisticsGoldenTest} under the tag that {@code make parity} selects.
 */
@Tag("parity")
class ScoresStatisticsParityTest extends ScoresStatisticsGoldenTest {}
