package org.fedmas.pipeline.workflow;

import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.Digest;
import org.fedmas.contract.FederationKind;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.error.CorruptArtifactException;
import org.fedmas.preprocess.ShardPlan;
import org.fedmas.preprocess.dataset.Client;
import org.fedmas.preprocess.dataset.SourceImage;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.partition.PartitionRow;

/**
 * The shards with the images of each client, which its units read.
 *
 * @param clients all clients, in order
 * @param shards all shards that hold an image, in order
 * @param held part → each client with images of that part → the indices of its shards
 * @param images client → number of images; clients without images are absent
 * @param waitsFor the reason why the clients' images are not known yet; empty if they are
 */
record ClientShards(
    List<ClientId> clients,
    List<ShardPlan.Shard> shards,
    Map<Part, Map<ClientId, BitSet>> held,
    Map<ClientId, Long> images,
    Optional<String> waitsFor) {

  /** Returns the data set's own clients: each has its own shards, and reads all of them. */
  static ClientShards natural(List<Client> clients, List<ShardPlan.Shard> plan) {
    Map<ClientId, BitSet> own = new HashMap<>();
    Map<ClientId, Long> images = new HashMap<>();
    for (int shard = 0; shard < plan.size(); shard++) {
      ClientId client = Objects.requireNonNull(plan.get(shard).key().client());
      own.computeIfAbsent(client, k -> new BitSet()).set(shard);
      images.merge(client, (long) plan.get(shard).images().size(), Long::sum);
    }
    return new ClientShards(
        clients.stream().map(client -> new ClientId(client.id())).sorted().toList(),
        plan,
        Map.of(Part.TRAIN, own, Part.VALIDATION, own, Part.TEST, own),
        images,
        Optional.empty());
  }

  /** Returns that many simulated clients before the partition is computed. */
  static ClientShards unknown(int clients) {
    return new ClientShards(
        simulated(clients),
        List.of(),
        Map.of(),
        Map.of(),
        Optional.of("the partition has not been computed yet"));
  }

  /**
   * Returns simulated clients, whose images are scattered over the shards of the data set's own
   * clients. A unit reads only the shards that hold an image it needs, and another partition reuses
   * all shards.
   *
   * @param clients number of clients
   * @param rows the partition
   * @throws CorruptArtifactException if the partition names an image that is in no shard
   */
  static ClientShards simulated(int clients, List<PartitionRow> rows, List<ShardPlan.Shard> plan) {
    Map<String, Integer> places = new HashMap<>();
    for (int shard = 0; shard < plan.size(); shard++) {
      for (SourceImage image : plan.get(shard).images()) {
        places.put(image.imageId(), shard);
      }
    }
    Map<Part, Map<ClientId, BitSet>> held = new EnumMap<>(Part.class);
    Map<ClientId, Long> images = new HashMap<>();
    for (PartitionRow row : rows) {
      Integer shard = places.get(row.imageId());
      if (shard == null || row.client() >= clients) {
        throw new CorruptArtifactException(
            """
            partition: found image %s of client %s, expected an image of the data set and a client \
            below %s"""
                .formatted(row.imageId(), row.client(), clients));
      }
      ClientId client = new ClientId(row.client());
      images.merge(client, 1L, Long::sum);
      held.computeIfAbsent(row.part(), part -> new HashMap<>())
          .computeIfAbsent(client, k -> new BitSet())
          .set(shard);
    }
    return new ClientShards(simulated(clients), plan, held, images, Optional.empty());
  }

  private static List<ClientId> simulated(int clients) {
    return IntStream.range(0, clients).mapToObj(ClientId::new).toList();
  }

  /** Returns these clients with the training images of all of them at one, the pool. */
  ClientShards pooled() {
    BitSet all = all(Part.TRAIN);
    Map<Part, Map<ClientId, BitSet>> pooled = new HashMap<>(held);
    pooled.put(Part.TRAIN, all.isEmpty() ? Map.of() : Map.of(FederationKind.POOL, all));
    long total = images.values().stream().mapToLong(Long::longValue).sum();
    Map<ClientId, Long> counts = Map.of(FederationKind.POOL, total);
    return new ClientShards(clients, shards, pooled, counts, waitsFor);
  }

  /** Returns the shards that hold an image of a part, whichever client has it, in order. */
  List<ShardPlan.Shard> shards(Part part) {
    return all(part).stream().mapToObj(shards::get).toList();
  }

  private BitSet all(Part part) {
    BitSet all = new BitSet();
    held.getOrDefault(part, Map.of()).values().forEach(all::or);
    return all;
  }

  /** Returns the clients that are expected to train, in order. */
  List<ClientId> expected() {
    return evaluated(Part.TRAIN);
  }

  /** Returns the clients that are evaluated on a part, in order. */
  List<ClientId> evaluated(Part part) {
    Map<ClientId, BitSet> holders = held.getOrDefault(part, Map.of());
    return waitsFor.isPresent() ? clients : clients.stream().filter(holders::containsKey).toList();
  }

  /** Returns the shards that a client's units of a part read, in order. */
  List<ShardPlan.Shard> shards(ClientId client, Part part) {
    BitSet own = held.getOrDefault(part, Map.of()).getOrDefault(client, new BitSet());
    return own.stream().mapToObj(shards::get).toList();
  }

  /** Returns the number of images of a client, for progress. */
  long images(ClientId client) {
    return images.getOrDefault(client, 0L);
  }

  /** Returns the units of the shards that hold a client's images of a part, in order. */
  List<UnitKey> keys(ClientId client, Part part) {
    return shards(client, part).stream().map(ShardPlan.Shard::key).toList();
  }

  /** Returns the units of the shards that hold images of a part, in order. */
  List<UnitKey> keys(Part part) {
    return shards(part).stream().map(ShardPlan.Shard::key).toList();
  }

  /** Returns a unit that waits until its client's images are known. */
  WorkUnit unit(
      UnitKey key, Map<String, List<UnitKey>> inputs, Map<String, Digest> raw, long images) {
    return waitsFor
        .map(event -> new WorkUnit(key, Map.of(), Map.of(), event, 0))
        .orElseGet(() -> new WorkUnit(key, inputs, raw, images));
  }
}
