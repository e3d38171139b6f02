package org.fedmas.pipeline.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fedmas.contract.ClientId;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.partition.PartitionRow;
import org.fedmas.tables.partition.PartitionTable;
import org.fedmas.training.TrainingSettings;

/**
 * How many images each client has in each part, and so who trains.
 *
 * @param images client → images per part, in {@link Part}'s order
 */
public record Participation(Map<Integer, int[]> images) {

  /** Batch normalisation cannot train on one image. */
  private static final int FEWEST = 2;

  /** Reads a partition. */
  public static Participation of(Path partition, int clients) throws IOException {
    return of(PartitionTable.read(partition.resolve(PartitionTable.FILE)), clients);
  }

  /** Counts a partition's rows. */
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

  /** Images of a client's part. */
  public int count(ClientId client, Part part) {
    int[] counts = images.get(client.number());
    return counts == null ? 0 : counts[part.ordinal()];
  }

  /**
   * Clients that train, in order.
   *
   * @param fewest how many training images that takes, see {@link #fewest}
   */
  public List<ClientId> participants(int fewest) {
    return clients(fewest, true);
  }

  /** Clients that sit out for want of training images, in order. */
  public List<ClientId> sittingOut(int fewest) {
    return clients(fewest, false);
  }

  /** How many training images a client needs to take part: two, or a batch where others drop. */
  public static int fewest(TrainingSettings training) {
    return training.dropLast() ? Math.max(FEWEST, training.batchSize()) : FEWEST;
  }

  private List<ClientId> clients(int fewest, boolean taking) {
    return images.keySet().stream()
        .map(ClientId::new)
        .filter(client -> count(client, Part.TRAIN) >= fewest == taking)
        .toList();
  }
}
