package org.fedmas.pipeline.workflow;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.error.CorruptArtifactException;
import org.fedmas.preprocess.ShardPlan;
import org.fedmas.preprocess.dataset.SourceImage;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.partition.PartitionRow;

/**
 * Simulated clients, whose images are scattered over the shards of the data set's own clients. A
 * unit reads only the shards that hold an image it needs, and another partition reuses all shards.
 */
final class SimulatedClientShards implements ClientShards {

  private static final class Holding {
    private final Map<Part, BitSet> shards = new EnumMap<>(Part.class);
    private long images;
  }

  private final List<ShardPlan.Shard> shards;
  private final List<Holding> holdings;

  private SimulatedClientShards(List<ShardPlan.Shard> shards, List<Holding> holdings) {
    this.shards = shards;
    this.holdings = holdings;
  }

  /**
   * Returns the shards of every client.
   *
   * @param clients number of clients
   * @param rows the partition
   * @throws CorruptArtifactException if the partition names an image that is in no shard
   */
  static SimulatedClientShards of(
      int clients, List<PartitionRow> rows, List<ShardPlan.Shard> plan) {
    Map<String, Integer> places = new HashMap<>();
    for (int shard = 0; shard < plan.size(); shard++) {
      for (SourceImage image : plan.get(shard).images()) {
        places.put(image.imageId(), shard);
      }
    }
    List<Holding> holdings = IntStream.range(0, clients).mapToObj(k -> new Holding()).toList();
    for (PartitionRow row : rows) {
      Integer shard = places.get(row.imageId());
      if (shard == null || row.client() >= clients) {
        throw new CorruptArtifactException(
            """
            partition: found image %s of client %d, expected an image of the data set and a client \
            below %d"""
                .formatted(row.imageId(), row.client(), clients));
      }
      Holding holding = holdings.get(row.client());
      holding.images++;
      holding.shards.computeIfAbsent(row.part(), part -> new BitSet()).set(shard);
    }
    return new SimulatedClientShards(List.copyOf(plan), holdings);
  }

  @Override
  public List<ClientId> clients() {
    return IntStream.range(0, holdings.size()).mapToObj(ClientId::new).toList();
  }

  @Override
  public List<ClientId> expected() {
    return evaluated(Part.TRAIN);
  }

  @Override
  public List<ClientId> evaluated(Part part) {
    return clients().stream()
        .filter(client -> holdings.get(client.number()).shards.containsKey(part))
        .toList();
  }

  @Override
  public List<ShardPlan.Shard> shards(ClientId client, Part part) {
    BitSet chosen = holdings.get(client.number()).shards.get(part);
    List<ShardPlan.Shard> held = new ArrayList<>();
    if (chosen != null) {
      chosen.stream().mapToObj(shards::get).forEach(held::add);
    }
    return held;
  }

  @Override
  public long images(ClientId client) {
    return holdings.get(client.number()).images;
  }

  @Override
  public Optional<String> waitsFor() {
    return Optional.empty();
  }
}
