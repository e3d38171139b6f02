package org.fedmas.tables.summary;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;

/**
 * The sums of a shard's pixels and the images that it lacks. Sums are whole numbers, so shards can
 * be added in any order.
 *
 * @param client number of the client
 * @param classCounts images in the shard by class
 * @param pixels of all images in the shard
 * @param sums of all red, green and blue values
 * @param squares sums of their squares
 * @param unreadable images that are not in the shard because their files do not decode
 * @param damaged images whose files decode with warnings; absent from the file if empty
 */
public record ShardSummary(
    int client,
    @JsonProperty("class_counts") List<Integer> classCounts,
    long pixels,
    List<Long> sums,
    List<Long> squares,
    List<UnreadableImage> unreadable,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<DamagedImage> damaged)
    implements Summary {

  public ShardSummary {
    classCounts = List.copyOf(classCounts);
    sums = List.copyOf(sums);
    squares = List.copyOf(squares);
    unreadable = List.copyOf(unreadable);
    damaged = Objects.requireNonNullElse(damaged, List.of());
  }

  /** Returns the number of images in the shard. */
  public int images() {
    return classCounts.stream().mapToInt(Integer::intValue).sum();
  }
}
