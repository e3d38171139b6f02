package org.fedmas.aggregation.rule;

import org.junit.jupiter.api.Tag;

/** The cases of {@link PriorsGoldenTest} under the tag that {@code make parity} selects. */
@Tag("parity")
class PriorsParityTest extends PriorsGoldenTest {}
