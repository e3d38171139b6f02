package org.fedmas.aggregation.sum;

import org.junit.jupiter.api.Tag;

/** The cases of {@link SecureSumGoldenTest} under the tag of {@code make parity}. */
@Tag("parity")
class SecureSumParityTest extends SecureSumGoldenTest {}
