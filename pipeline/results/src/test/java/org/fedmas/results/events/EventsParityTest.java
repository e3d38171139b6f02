package org.fedmas.results.events;

import org.junit.jupiter.api.Tag;

/** The cases of {@link EventsGoldenTest} under the tag that {@code make parity} selects. */
@Tag("parity")
class EventsParityTest extends EventsGoldenTest {}
