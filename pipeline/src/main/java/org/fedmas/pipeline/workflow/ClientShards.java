package org.fedmas.pipeline.workflow;

import java.util.List;
import java.util.Optional;
import org.fedmas.contract.ClientId;
import org.fedmas.preprocess.ShardPlan;
import org.fedmas.tables.partition.Part;

/** Where the images of each client lie: the shards that its units read. */
sealed interface ClientShards
    permits NaturalClientShards, UnknownClientShards, SimulatedClientShards {

  /** Returns all clients, in order. */
  List<ClientId> clients();

  /** Clients that train as far as is known, in order. */
  List<ClientId> expected();

  /** Returns the clients whose predictions of that part are asked for, in order. */
  List<ClientId> evaluated(Part part);

  /** Returns the shards that a client's units of that part read, in order. */
  List<ShardPlan.Shard> shards(ClientId client, Part part);

  /** How many images a client holds, for progress. */
  long images(ClientId client);

  /** What has to be built before it is known who holds what; empty if it is known. */
  Optional<String> waitsFor();
}
