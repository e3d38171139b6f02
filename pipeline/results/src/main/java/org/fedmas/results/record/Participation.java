package org.fedmas.results.record;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.FederationKind;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.partition.PartitionRow;
import org.fedmas.tables.partition.PartitionTable;

/**
 * Numbers of images of each client in each part, which decide about the clients that train.
 *
 * @param images client → images per part, in {@link Part}'s order
 */
public record Participation(Map<Integer, int[]> images) {

  /** Reads the partition in a folder. */
  public static Participation of(Path partition, int clients) throws IOException {
    return of(PartitionTable.read(partition.resolve(PartitionTable.FILE)), clients);
  }

  /** Returns the numbers of a partition's rows. */
  public static Participation of(List<PartitionRow> rows, int clients) {
    Map<Integer, int[]> images = new TreeMap<>();
    for (int client = 0; client < clients; client++) {
      images.put(client, new int[Part.values().length]);
    }
    for (PartitionRow row : rows) {
      images
          .computeIfAbsent(row.client(), c -> new int[Part.values().length])[
          row.part().ordinal()]++;
    }
    return new Participation(images);
  }

  /** Returns the number of images in a client's part. */
  public int count(ClientId client, Part part) {
    int[] counts = images.get(client.number());
    return counts == null ? 0 : counts[part.ordinal()];
  }

  /**
   * Returns the clients that train, in order.
   *
   * @param fewest the number of training images that a client needs
   */
  public List<ClientId> participants(int fewest) {
    return clients(fewest, true);
  }

  /**
   * Returns the client that trains on the images of all; empty if they are too few.
   *
   * @param fewest the number of training images that it needs
   */
  public List<ClientId> pool(int fewest) {
    int train = images.values().stream().mapToInt(parts -> parts[Part.TRAIN.ordinal()]).sum();
    return train >= fewest ? List.of(FederationKind.POOL) : List.of();
  }

  /** Returns the clients that are excluded for want of training images, in order. */
  public List<ClientId> excluded(int fewest) {
    return clients(fewest, false);
  }

  private List<ClientId> clients(int fewest, boolean training) {
    return images.keySet().stream()
        .map(ClientId::new)
        .filter(client -> count(client, Part.TRAIN) >= fewest == training)
        .toList();
  }
}
