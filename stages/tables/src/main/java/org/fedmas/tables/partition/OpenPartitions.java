package org.fedmas.tables.partition;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The partition that this process read last, by client: all units of a run read the same one, and
 * with thousands of clients each reading it whole would cost more than their work. Safe for use by
 * several threads.
 */
public final class OpenPartitions {

  private record Opened(Path file, Map<Integer, List<PartitionRow>> clients) {}

  private static @Nullable Opened last;

  private OpenPartitions() {}

  /**
   * Returns a client's rows, of all parts, in order of image.
   *
   * @param file of a committed partition, which never changes
   */
  public static List<PartitionRow> rows(Path file, int client) throws IOException {
    return open(file.toAbsolutePath()).clients().getOrDefault(client, List.of());
  }

  /** Returns all clients with their rows, by the client's number. */
  static Map<Integer, List<PartitionRow>> clients(Path file) throws IOException {
    return open(file.toAbsolutePath()).clients();
  }

  /**
   * Returns the rows of all clients, in the order of client, then image.
   *
   * @param file of a committed partition, which never changes
   */
  public static List<PartitionRow> rows(Path file) throws IOException {
    return clients(file).values().stream().flatMap(List::stream).toList();
  }

  private static synchronized Opened open(Path file) throws IOException {
    Opened opened = last;
    if (opened == null || !opened.file().equals(file)) {
      Map<Integer, List<PartitionRow>> clients = new TreeMap<>();
      for (PartitionRow row : PartitionTable.read(file)) {
        clients.computeIfAbsent(row.client(), k -> new ArrayList<>()).add(row);
      }
      opened = new Opened(file, clients);
      last = opened;
    }
    return opened;
  }
}
