package org.fedmas.tensors.loss;

import org.junit.jupiter.api.Tag;

/** The cases of {@link DifficultyAwareGoldenTest} under the tag of {@code make parity}. */
@Tag("parity")
class DifficultyAwareParityTest extends DifficultyAwareGoldenTest {}
