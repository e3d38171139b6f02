package org.fedmas.aggregation.server;

import org.junit.jupiter.api.Tag;

/** The cases of {@link ServerOptimizerGoldenTest} under the tag of {@code make parity}. */
@Tag("parity")
class ServerOptimizerParityTest extends ServerOptimizerGoldenTest {}
