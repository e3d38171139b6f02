package org.fedmas.pipeline.workflow;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.Digest;
import org.fedmas.contract.UnitKey;
import org.fedmas.partition.PartitionStage;
import org.fedmas.preprocess.PreprocessStage;
import org.fedmas.preprocess.ShardPlan;
import org.fedmas.preprocess.dataset.DataSet;
import org.fedmas.results.record.RunUnits;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.partition.PartitionRow;
import org.fedmas.tensors.config.ModelSettings;
import org.fedmas.training.TrainingStage;

/**
 * The units between preparation and the first round. They need the list of shards that hold images,
 * but not yet the images of simulated clients.
 *
 * @param data folder of the raw inputs
 * @param fileDigests digest of a raw file, such as a checkpoint
 * @param shards all shards, in order
 * @param filled the shards that hold an image
 * @param incomplete units of the shards that lack images
 */
record SetupUnits(
    Settings settings,
    DataSet dataSet,
    Path data,
    Function<Path, Digest> fileDigests,
    List<ShardPlan.Shard> shards,
    List<ShardPlan.Shard> filled,
    List<UnitKey> incomplete) {

  /** Returns these units, without the empty ones of the shards that lack images. */
  SetupUnits without(List<UnitKey> incomplete, Set<UnitKey> empty) {
    return new SetupUnits(
        settings,
        dataSet,
        data,
        fileDigests,
        shards,
        shards.stream().filter(shard -> !empty.contains(shard.key())).toList(),
        List.copyOf(incomplete));
  }

  /** Returns the rounds of clients, of whom these may be drawn. */
  Rounds rounds(ClientShards holdings, List<ClientId> participants) {
    return new Rounds(settings, data, fileDigests, holdings, participants);
  }

  /** Returns the units of pretraining on clients, of whom these have enough images. */
  Optional<PretrainUnits> pretraining(ClientShards holdings, List<ClientId> participants) {
    return settings
        .pretraining()
        .map(chosen -> new PretrainUnits(chosen, data, fileDigests, holdings, participants));
  }

  /** Returns the clients' shards as far as they are known without a partition. */
  ClientShards holdings() {
    return pooled(
        settings.data().partition().clients().isNatural()
            ? ClientShards.natural(dataSet.clients(), filled)
            : ClientShards.unknown(settings.data().partition().clients().names(List.of()).size()));
  }

  private ClientShards pooled(ClientShards holdings) {
    return settings.isPooled() ? holdings.pooled() : holdings;
  }

  /** Returns the clients' shards under a partition of that many clients. */
  ClientShards holdings(int clients, List<PartitionRow> rows) {
    return settings.data().partition().clients().isNatural()
        ? holdings()
        : pooled(ClientShards.simulated(clients, rows, filled));
  }

  /** Returns the feature tables of networks that do not adapt to their clients. */
  List<WorkUnit> features() {
    ClientShards own = ClientShards.natural(dataSet.clients(), filled);
    // networks that adapt in the first round have no tables yet, so the round does not matter
    return new AuxiliaryUnits(
            settings, data, client -> own.shards(client, Part.TRAIN), fileDigests, c -> false)
        .features(own.expected());
  }

  /** Returns the partition, the statistics, the features and the start model. */
  List<WorkUnit> units() {
    List<WorkUnit> units = new ArrayList<>();
    Map<String, List<UnitKey>> listed = new TreeMap<>();
    listed.put(PartitionStage.INDEX, List.of(ShardPlan.index()));
    if (!incomplete.isEmpty()) {
      listed.put(PartitionStage.INCOMPLETE, incomplete);
    }
    units.add(new WorkUnit(RunUnits.PARTITION, listed, Map.of(), 0));
    units.add(
        new WorkUnit(
            ShardPlan.statistics(),
            Map.of(
                PreprocessStage.INDEX, List.of(ShardPlan.index()),
                PreprocessStage.SHARDS, shards.stream().map(ShardPlan.Shard::key).toList()),
            Map.of(),
            0));
    if (settings.pretraining().isEmpty()) {
      units.addAll(features());
    }
    units.add(
        new WorkUnit(
            RunUnits.START,
            Map.of(TrainingStage.INDEX, List.of(ShardPlan.index())),
            settings
                .model()
                .weights()
                .requireFile(ModelSettings.WEIGHTS_KEY, data)
                .map(file -> Map.of(TrainingStage.WEIGHTS, fileDigests.apply(file)))
                .orElse(Map.of()),
            0));
    return units;
  }
}
