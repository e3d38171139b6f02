package org.fedmas.tensors.optimizer;

import org.junit.jupiter.api.Tag;

/** The cases of {@link LocalOptimizersGoldenTest} under the tag of {@code make parity}. */
@Tag("parity")
class LocalOptimizersParityTest extends LocalOptimizersGoldenTest {}
