package org.fedmas.pipeline.workflow;

import java.util.List;
import java.util.Optional;
import org.fedmas.contract.ClientId;
import org.fedmas.preprocess.ShardPlan;
import org.fedmas.tables.partition.Part;

/** The shards with the images of each client, which its units read. */
sealed interface ClientShards
    permits NaturalClientShards, UnknownClientShards, SimulatedClientShards {

  /** Returns all clients, in order. */
  List<ClientId> clients();

  /** Returns the clients that are expected to train, in order. */
  List<ClientId> expected();

  /** Returns the clients that are evaluated on a part, in order. */
  List<ClientId> evaluated(Part part);

  /** Returns the shards that a client's units of a part read, in order. */
  List<ShardPlan.Shard> shards(ClientId client, Part part);

  /** Returns the number of images of a client, for progress. */
  long images(ClientId client);

  /** Returns the reason why the clients' images are not known yet; empty if they are. */
  Optional<String> waitsFor();
}
