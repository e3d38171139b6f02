package org.fedmas.aggregation.rule;

import org.junit.jupiter.api.Tag;

/** The cases of {@link GeneralisationAdjustmentGoldenTest} under the tag of {@code make parity}. */
@Tag("parity")
class GeneralisationAdjustmentParityTest extends GeneralisationAdjustmentGoldenTest {}
