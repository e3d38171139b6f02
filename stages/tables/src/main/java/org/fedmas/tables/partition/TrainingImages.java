package org.fedmas.tables.partition;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The numbers n_k of training images of all clients that can take part, whether they are drawn for
 * a round or not.
 *
 * @param counts number of the client → n_k
 */
public record TrainingImages(SortedMap<Integer, Integer> counts) {

  public TrainingImages {
    counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
  }

  /**
   * Reads the numbers of a committed partition.
   *
   * @param folder the partition's folder
   * @param fewest the number of training images that a client needs
   */
  public static TrainingImages read(Path folder, int fewest) throws IOException {
    SortedMap<Integer, Integer> counts = new TreeMap<>();
    OpenPartitions.clients(folder.resolve(PartitionTable.FILE))
        .forEach(
            (client, rows) -> {
              int images = (int) rows.stream().filter(row -> row.part() == Part.TRAIN).count();
              if (images >= fewest) {
                counts.put(client, images);
              }
            });
    return new TrainingImages(counts);
  }

  /** Returns K, the number of clients. */
  public int clients() {
    return counts.size();
  }

  /** Returns Σ_K n_k. */
  public long all() {
    return counts.values().stream().mapToLong(Integer::longValue).sum();
  }

  /** Returns the mean of n_k over the clients. */
  public double mean() {
    return (double) all() / clients();
  }
}
