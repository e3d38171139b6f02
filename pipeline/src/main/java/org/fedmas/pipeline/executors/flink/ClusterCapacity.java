package org.fedmas.pipeline.executors.flink;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * How much a cluster can take.
 *
 * @param workers its TaskManagers
 * @param slots units that all of them run at once
 */
public record ClusterCapacity(int workers, int slots) {

  /** Reads the answer to {@code /overview}. */
  static ClusterCapacity of(JsonNode overview) {
    return new ClusterCapacity(
        overview.path("taskmanagers").asInt(), overview.path("slots-total").asInt());
  }
}
