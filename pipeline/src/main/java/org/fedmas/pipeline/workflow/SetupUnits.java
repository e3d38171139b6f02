package org.fedmas.pipeline.workflow;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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

  /** Returns the clients' shards as far as they are known without a partition. */
  ClientShards holdings() {
    return settings.data().partition().clients().isNatural()
        ? NaturalClientShards.of(dataSet.clients(), filled)
        : new UnknownClientShards(settings.data().partition().clients().names(List.of()).size());
  }

  /** Returns the clients' shards under a partition of that many clients. */
  ClientShards holdings(int clients, List<PartitionRow> rows) {
    return settings.data().partition().clients().isNatural()
        ? holdings()
        : SimulatedClientShards.of(clients, rows, filled);
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
    Map<ClientId, List<ShardPlan.Shard>> held = held();
    units.addAll(
        sources(held)
            .features(
                dataSet.clients().stream()
                    .map(client -> new ClientId(client.id()))
                    .filter(held::containsKey)
                    .toList()));
    units.add(
        new WorkUnit(
            RunUnits.START,
            Map.of(TrainingStage.INDEX, List.of(ShardPlan.index())),
            checkpoint(
                TrainingStage.WEIGHTS,
                settings.model().weights().requireFile(ModelSettings.WEIGHTS_KEY, data)),
            0));
    return units;
  }

  /** Returns the shards of each of the data set's own clients that has some. */
  private Map<ClientId, List<ShardPlan.Shard>> held() {
    Map<ClientId, List<ShardPlan.Shard>> held = new TreeMap<>();
    for (ShardPlan.Shard shard : filled) {
      held.computeIfAbsent(Objects.requireNonNull(shard.key().client()), k -> new ArrayList<>())
          .add(shard);
    }
    return held;
  }

  private AuxiliaryUnits sources(Map<ClientId, List<ShardPlan.Shard>> held) {
    // networks that adapt in the first round have no tables yet, so the round does not matter
    return new AuxiliaryUnits(
        settings, data, client -> held.getOrDefault(client, List.of()), fileDigests, c -> false);
  }

  private Map<String, Digest> checkpoint(String role, Optional<Path> file) {
    return file.map(path -> Map.of(role, fileDigests.apply(path))).orElse(Map.of());
  }
}
