package org.fedmas.pipeline.executors.flink;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The capacity of a cluster.
 *
 * @param workers the number of TaskManagers
 * @param slots the number of units that all TaskManagers run in parallel
 */
public record ClusterCapacity(int workers, int slots) {

  /** Parses the response of {@code /overview}. */
  static ClusterCapacity of(JsonNode overview) {
    return new ClusterCapacity(
        overview.path("taskmanagers").asInt(), overview.path("slots-total").asInt());
  }
}
