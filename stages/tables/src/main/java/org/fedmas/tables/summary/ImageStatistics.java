package org.fedmas.tables.summary;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The statistics of a data set's prepared pixels.
 *
 * @param clients of every client, in order
 * @param all of all clients together
 */
public record ImageStatistics(List<Group> clients, Group all) implements Summary {

  /**
   * Some images.
   *
   * @param client their client's number; null for all clients together
   * @param images how many there are
   * @param unreadable how many are missing because their files do not decode
   * @param classCounts images by class
   * @param mean of red, green and blue over all pixels, values from 0 to 1; null without images
   * @param standardDeviation likewise, over all pixels and not estimated for others
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Group(
      @Nullable Integer client,
      int images,
      int unreadable,
      @JsonProperty("class_counts") List<Integer> classCounts,
      @Nullable List<Double> mean,
      @JsonProperty("standard_deviation") @Nullable List<Double> standardDeviation) {}
}
