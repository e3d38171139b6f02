package org.fedmas.training;

import org.junit.jupiter.api.Tag;

/** The cases of {@link StepsScheduleGoldenTest} under the tag of {@code make parity}. */
@Tag("parity")
class StepsScheduleParityTest extends StepsScheduleGoldenTest {}
