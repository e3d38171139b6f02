package org.fedmas.results.statistic;

import org.junit.jupiter.api.Tag;

/** The cases of {@link BootstrapGoldenTest} under the tag that {@code make parity} selects. */
@Tag("parity")
class BootstrapParityTest extends BootstrapGoldenTest {}
