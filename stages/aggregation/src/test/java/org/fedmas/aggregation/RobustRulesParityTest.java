package org.fedmas.aggregation;

import org.junit.jupiter.api.Tag;

/** The cases of {@link RobustRulesGoldenTest} under the tag that {@code make parity} selects. */
@Tag("parity")
class RobustRulesParityTest extends RobustRulesGoldenTest {}
