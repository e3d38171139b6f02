package org.fedmas.pipeline.workflow;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.Digest;
import org.fedmas.contract.Round;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.preprocess.ShardPlan;
import org.fedmas.pretrain.PretrainImages;
import org.fedmas.pretrain.PretrainSettings;
import org.fedmas.pretrain.PretrainStage;
import org.fedmas.results.record.RunUnits;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.partition.PartitionRow;

/**
 * The units that pretrain the auxiliary network. They wait until the partition of simulated clients
 * is computed.
 *
 * @param checkpoints digest of a checkpoint
 * @param participants the clients with enough training images, in order
 */
record PretrainUnits(
    PretrainSettings settings,
    Path data,
    Function<Path, Digest> checkpoints,
    ClientShards holdings,
    List<ClientId> participants) {

  /**
   * Returns the clients with enough training images, in order.
   *
   * @throws ConfigException if no client has, or the images of all clients are too few
   */
  static List<ClientId> participants(
      PretrainSettings settings, List<PartitionRow> rows, int clients) {
    long[] counts = new long[clients];
    rows.stream().filter(row -> row.part() == Part.TRAIN).forEach(row -> counts[row.client()]++);
    int fewest = settings.fewestImages();
    List<ClientId> enough =
        IntStream.range(0, clients)
            .filter(client -> counts[client] >= fewest)
            .mapToObj(ClientId::new)
            .toList();
    long found =
        settings.images().federated()
            ? IntStream.range(0, clients).mapToLong(client -> counts[client]).max().orElse(0)
            : settings
                .images()
                .client()
                .map(client -> client.number() < clients ? counts[client.number()] : 0)
                .orElse(IntStream.range(0, clients).mapToLong(client -> counts[client]).sum());
    if (found < fewest) {
      throw new ConfigException(
          """
          %s: found %s training images, expected at least %s, two for each of pretrain.groups. \
          Lower pretrain.groups or choose other images"""
              .formatted(PretrainImages.KEY, found, fewest));
    }
    return enough;
  }

  /** Returns the phases of the pretraining, in order. */
  List<Phase> phases() {
    return Phase.pretraining(settings.images().federated() ? settings.length().rounds() : 0);
  }

  /** Returns the unit of the network when its pretraining is done. */
  static UnitKey last(PretrainSettings settings) {
    return settings.images().federated()
        ? RunUnits.pretrained(new Round(settings.length().rounds()))
        : RunUnits.PRETRAINED;
  }

  /**
   * Returns the units that pretrain in a round; round 0 stands for a pretraining without rounds.
   */
  List<WorkUnit> units(Round round) {
    return round.number() == 0
        ? List.of(alone())
        : participants.stream().map(client -> federated(round, client)).toList();
  }

  private WorkUnit alone() {
    Map<String, List<UnitKey>> inputs = new TreeMap<>();
    inputs.put(PretrainStage.PARTITION, List.of(RunUnits.PARTITION));
    List<UnitKey> shards =
        settings
            .images()
            .client()
            .map(client -> holdings.keys(client, Part.TRAIN))
            .orElseGet(
                () -> holdings.shards(Part.TRAIN).stream().map(ShardPlan.Shard::key).toList());
    inputs.put(PretrainStage.IMAGES, shards);
    long images =
        settings
            .images()
            .client()
            .map(holdings::images)
            .orElseGet(() -> holdings.clients().stream().mapToLong(holdings::images).sum());
    return holdings.unit(
        RunUnits.PRETRAINED, inputs, weights(), images * settings.length().perRound());
  }

  private WorkUnit federated(Round round, ClientId client) {
    Map<String, List<UnitKey>> inputs = new TreeMap<>();
    inputs.put(PretrainStage.PARTITION, List.of(RunUnits.PARTITION));
    inputs.put(PretrainStage.IMAGES, holdings.keys(client, Part.TRAIN));
    boolean first = round.number() == 1;
    if (!first) {
      inputs.put(PretrainStage.NETWORK, List.of(RunUnits.pretrained(round.previous())));
      inputs.put(PretrainStage.PREVIOUS, List.of(RunUnits.pretraining(round.previous(), client)));
    }
    long images = holdings.images(client) * settings.length().perRound();
    return holdings.unit(
        RunUnits.pretraining(round, client), inputs, first ? weights() : Map.of(), images);
  }

  /** Returns the average of a round. */
  List<WorkUnit> average(Round round) {
    List<UnitKey> clients = new ArrayList<>();
    participants.forEach(client -> clients.add(RunUnits.pretraining(round, client)));
    Map<String, List<UnitKey>> inputs = Map.of(PretrainStage.CLIENTS, clients);
    return List.of(holdings.unit(RunUnits.pretrained(round), inputs, Map.of(), 0));
  }

  private Map<String, Digest> weights() {
    return settings
        .weights()
        .requireFile(PretrainSettings.WEIGHTS_KEY, data)
        .map(file -> Map.of(PretrainStage.WEIGHTS, checkpoints.apply(file)))
        .orElse(Map.of());
  }
}
