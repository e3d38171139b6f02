package org.fedmas.pipeline.cluster;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * How much a cluster can take.
 *
 * @param workers its TaskManagers
 * @param slots units that all of them run at once
 */
public record Room(int workers, int slots) {

  /** Reads the answer to {@code /overview}. */
  static Room of(JsonNode overview) {
    return new Room(overview.path("taskmanagers").asInt(), overview.path("slots-total").asInt());
  }
}
