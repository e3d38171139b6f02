package org.fedmas.prior;

import org.junit.jupiter.api.Tag;

/** The golden cases of the prior under the tag that {@code make parity} selects. */
@Tag("parity")
class PriorParityTest extends PriorGoldenTest {}
