package org.fedmas.training;

import org.junit.jupiter.api.Tag;

/** The golden cases of the class divergence under the tag that {@code make parity} selects. */
@Tag("parity")
class ClassDivergenceParityTest extends ClassDivergenceGoldenTest {}
