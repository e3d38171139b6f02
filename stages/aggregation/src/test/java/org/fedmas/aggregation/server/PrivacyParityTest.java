package org.fedmas.aggregation.server;

import org.junit.jupiter.api.Tag;

/** The cases of {@link PrivacyGoldenTest} under the tag of {@code make parity}. */
@Tag("parity")
class PrivacyParityTest extends PrivacyGoldenTest {}
