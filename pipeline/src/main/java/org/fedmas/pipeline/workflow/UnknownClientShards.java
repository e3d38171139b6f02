package org.fedmas.pipeline.workflow;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.fedmas.contract.ClientId;
import org.fedmas.preprocess.ShardPlan;
import org.fedmas.tables.partition.Part;

/**
 * Simulated clients before the partition is computed: their number is known, their images are not.
 *
 * @param number of clients
 */
record UnknownClientShards(int number) implements ClientShards {

  @Override
  public List<ClientId> clients() {
    return IntStream.range(0, number).mapToObj(ClientId::new).toList();
  }

  @Override
  public List<ClientId> expected() {
    return clients();
  }

  @Override
  public List<ClientId> evaluated(Part part) {
    return clients();
  }

  @Override
  public List<ShardPlan.Shard> shards(ClientId client, Part part) {
    return List.of();
  }

  @Override
  public long images(ClientId client) {
    return 0;
  }

  @Override
  public Optional<String> waitsFor() {
    return Optional.of("the partition has not been computed yet");
  }
}
