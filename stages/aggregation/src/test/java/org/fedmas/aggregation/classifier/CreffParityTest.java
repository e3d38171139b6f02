package org.fedmas.aggregation.classifier;

import org.junit.jupiter.api.Tag;

/** The cases of {@link CreffGoldenTest} under the tag of {@code make parity}. */
@Tag("parity")
class CreffParityTest extends CreffGoldenTest {}
