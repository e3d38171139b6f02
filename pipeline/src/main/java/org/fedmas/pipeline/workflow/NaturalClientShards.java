package org.fedmas.pipeline.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.fedmas.contract.ClientId;
import org.fedmas.preprocess.ShardPlan;
import org.fedmas.preprocess.dataset.Client;
import org.fedmas.tables.partition.Part;

/**
 * The data set's own clients: each has its own shards, and reads all of them.
 *
 * @param shards client → its shards; clients without images have none
 * @param images client → number of images
 */
record NaturalClientShards(Map<ClientId, List<ShardPlan.Shard>> shards, Map<ClientId, Long> images)
    implements ClientShards {

  static NaturalClientShards of(List<Client> clients, List<ShardPlan.Shard> plan) {
    Map<ClientId, List<ShardPlan.Shard>> shards = new TreeMap<>();
    Map<ClientId, Long> images = new TreeMap<>();
    for (Client client : clients) {
      shards.put(new ClientId(client.id()), new ArrayList<>());
      images.put(new ClientId(client.id()), 0L);
    }
    for (ShardPlan.Shard shard : plan) {
      ClientId client = Objects.requireNonNull(shard.key().client());
      Objects.requireNonNull(shards.get(client)).add(shard);
      images.merge(client, (long) shard.images().size(), Long::sum);
    }
    return new NaturalClientShards(shards, images);
  }

  @Override
  public List<ClientId> clients() {
    return List.copyOf(shards.keySet());
  }

  @Override
  public List<ClientId> expected() {
    return shards.keySet().stream().filter(client -> images(client) > 0).toList();
  }

  @Override
  public List<ClientId> evaluated(Part part) {
    return expected();
  }

  @Override
  public List<ShardPlan.Shard> shards(ClientId client, Part part) {
    return List.copyOf(shards.getOrDefault(client, List.of()));
  }

  @Override
  public long images(ClientId client) {
    return images.getOrDefault(client, 0L);
  }

  @Override
  public Optional<String> waitsFor() {
    return Optional.empty();
  }
}
