package org.fedmas.pipeline.workflow;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.Digest;
import org.fedmas.contract.Round;
import org.fedmas.contract.StageName;
import org.fedmas.contract.UnitKey;
import org.fedmas.features.FeaturesStage;
import org.fedmas.preprocess.ShardPlan;
import org.fedmas.tensors.config.AuxiliarySettings;
import org.fedmas.tensors.config.AuxiliaryStatistics;
import org.fedmas.tensors.input.AuxiliaryFeatures;

/**
 * The units of the features stage, and their artifacts that priors and local training read.
 *
 * @param shards the shards with a client's images
 * @param checkpoints digest of a checkpoint
 * @param inFirstRound whether a client trains in the first round; only then does it overwrite
 *     statistics
 */
record AuxiliaryUnits(
    Settings settings,
    Path data,
    Function<ClientId, List<ShardPlan.Shard>> shards,
    Function<Path, Digest> checkpoints,
    Predicate<ClientId> inFirstRound) {

  /** Returns the feature tables that are computed from the shards of these clients alone. */
  List<WorkUnit> features(List<ClientId> clients) {
    if (!settings.needsFeatures()) {
      return List.of();
    }
    // also where no table is needed: a missing checkpoint is reported now, before any work
    clients.forEach(this::weights);
    return adapts(settings) || !needsTables() ? List.of() : tables(clients);
  }

  /** Returns the units that replace the statistics of the first round's clients, if configured. */
  List<WorkUnit> adaptations(List<ClientId> first, UnitKey partition) {
    if (!adapts(settings)) {
      return List.of();
    }
    List<WorkUnit> units = new ArrayList<>();
    for (ClientId client : first) {
      Map<String, List<UnitKey>> inputs = new TreeMap<>();
      inputs.put(FeaturesStage.PARTITION, List.of(partition));
      inputs.put(FeaturesStage.IMAGES, keys(client));
      originals(client, FeaturesStage.ORIGINALS, inputs);
      pretrained(client, inputs);
      units.add(new WorkUnit(adaptation(client), inputs, weights(client), images(client)));
    }
    return units;
  }

  /** Returns the feature tables of the adapted networks. */
  List<WorkUnit> adaptedFeatures(List<ClientId> participants) {
    return adapts(settings) && needsTables() ? tables(participants) : List.of();
  }

  /** Adds the inputs of a client's prior. */
  void forPrior(
      Round round, ClientId client, Map<String, List<UnitKey>> inputs, Map<String, Digest> raw) {
    if (adapts(settings) && round.number() == 1) {
      inputs.put(AuxiliaryFeatures.FEATURES, List.of(adaptation(client)));
    } else if (settings.needsFeatures() && settings.training().prior().view().isPresent()) {
      inputs.put(AuxiliaryFeatures.FEATURES, tableKeys(client));
    } else {
      forTraining(client, inputs, raw);
    }
  }

  /** Adds the inputs of a client's training. */
  void forTraining(ClientId client, Map<String, List<UnitKey>> inputs, Map<String, Digest> raw) {
    if (!settings.needsFeatures()) {
      return;
    }
    if (settings.model().views().online()) {
      live(client, inputs, raw);
    } else {
      inputs.put(AuxiliaryFeatures.FEATURES, tableKeys(client));
    }
  }

  /** Adds the originals of a client's images if views are rendered from them. */
  void originals(ClientId client, String role, Map<String, List<UnitKey>> inputs) {
    if (settings.model().views().needsOriginals()) {
      inputs.put(role, shards.apply(client).stream().map(ShardPlan.Shard::originals).toList());
    }
  }

  private void live(ClientId client, Map<String, List<UnitKey>> inputs, Map<String, Digest> raw) {
    if (adapts(settings) && inFirstRound.test(client)) {
      inputs.put(AuxiliaryFeatures.ADAPTED, List.of(adaptation(client)));
    } else {
      raw.putAll(weights(client));
      pretrained(client, inputs);
    }
  }

  /** Adds the network that the run itself pretrains, if a client's is one. */
  private void pretrained(ClientId client, Map<String, List<UnitKey>> inputs) {
    if (settings.model().auxiliary().of(client).weights().isPretrained()) {
      settings
          .pretraining()
          .map(PretrainUnits::last)
          .ifPresent(last -> inputs.put(AuxiliaryFeatures.PRETRAINED, List.of(last)));
    }
  }

  private List<WorkUnit> tables(List<ClientId> clients) {
    Map<UnitKey, WorkUnit> units = new TreeMap<>();
    for (ClientId client : clients) {
      for (ShardPlan.Shard shard : shards.apply(client)) {
        Map<String, List<UnitKey>> inputs = new TreeMap<>();
        Map<String, Digest> raw = new TreeMap<>();
        inputs.put(FeaturesStage.IMAGES, List.of(shard.key()));
        if (settings.model().views().needsOriginals() && settings.model().views().stored() > 0) {
          inputs.put(FeaturesStage.ORIGINALS, List.of(shard.originals()));
        }
        live(client, inputs, raw);
        long images = (long) shard.images().size() * (settings.model().views().stored() + 1);
        UnitKey key = table(client, shard.key());
        units.put(key, new WorkUnit(key, inputs, raw, images));
      }
    }
    return List.copyOf(units.values());
  }

  /** Returns whether each client has its own auxiliary network: an adapted one, or a mix. */
  static boolean personal(Settings settings) {
    return adapts(settings) || settings.model().auxiliary().networks().size() > 1;
  }

  /** Returns whether networks adapt; as published, they do so in the first prior pass. */
  private static boolean adapts(Settings settings) {
    return settings.model().statistics() == AuxiliaryStatistics.CLIENT_ADAPTED
        && settings.needsFeatures()
        && settings.needsPrior();
  }

  private boolean needsTables() {
    boolean priorReads = settings.needsPrior() && settings.training().prior().view().isPresent();
    return !settings.model().views().online() || priorReads;
  }

  private UnitKey adaptation(ClientId client) {
    return UnitKey.of(StageName.FEATURES, client, FeaturesStage.ADAPTATION);
  }

  private List<UnitKey> tableKeys(ClientId client) {
    return keys(client).stream().map(shard -> table(client, shard)).toList();
  }

  private UnitKey table(ClientId client, UnitKey shard) {
    ClientId source = java.util.Objects.requireNonNull(shard.client());
    String part = String.valueOf(shard.part());
    return personal(settings) && !client.equals(source)
        ? UnitKey.of(StageName.FEATURES, client, "of-client-" + source.number() + "-" + part)
        : UnitKey.of(StageName.FEATURES, source, part);
  }

  private List<UnitKey> keys(ClientId client) {
    return shards.apply(client).stream().map(ShardPlan.Shard::key).toList();
  }

  private long images(ClientId client) {
    return shards.apply(client).stream().mapToLong(shard -> shard.images().size()).sum();
  }

  private Map<String, Digest> weights(ClientId client) {
    return settings
        .model()
        .auxiliary()
        .of(client)
        .weights()
        .digest(AuxiliarySettings.WEIGHTS_KEY, data, checkpoints)
        .map(digest -> Map.of(AuxiliaryFeatures.WEIGHTS, digest))
        .orElse(Map.of());
  }
}
