package org.fedmas.pipeline.workflow;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.fedmas.aggregation.AggregationStage;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.Round;
import org.fedmas.contract.StageName;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.artifact.Digest;
import org.fedmas.evaluation.EvaluationStage;
import org.fedmas.partition.PartitionStage;
import org.fedmas.preprocess.PreprocessStage;
import org.fedmas.preprocess.ShardPlan;
import org.fedmas.preprocess.SourceDigests;
import org.fedmas.preprocess.dataset.DataSet;
import org.fedmas.preprocess.dataset.SourceImage;
import org.fedmas.prior.PriorStage;
import org.fedmas.tables.partition.Part;
import org.fedmas.tensors.config.ModelSettings;
import org.fedmas.training.TrainingStage;

/**
 * The order of everything: which units a run has and which units each reads. {@link
 * #beforeRounds()}, then for every round {@link #localWork}, {@link #aggregation} and {@link
 * #evaluation}, then {@link #selected}.
 */
public final class Workflow {

  private static final UnitKey PARTITION = UnitKey.of(StageName.PARTITION);
  private static final UnitKey START = UnitKey.of(StageName.TRAINING, new Round(0));

  private final Settings settings;
  private final DataSet dataSet;
  private final Path data;
  private final Function<SourceImage, Digest> imageDigests;
  private final Function<Path, Digest> fileDigests;
  private final List<ShardPlan.Shard> shards;
  private List<ShardPlan.Shard> filled;
  private List<UnitKey> incomplete = List.of();
  private final AuxiliaryUnits auxiliary;
  private List<ClientId> participants;

  /**
   * The workflow of one run.
   *
   * @param data folder of the raw inputs
   * @param imageDigests digest of a source image
   * @param fileDigests digest of another raw file, such as a checkpoint
   */
  public Workflow(
      Settings settings,
      DataSet dataSet,
      Path data,
      Function<SourceImage, Digest> imageDigests,
      Function<Path, Digest> fileDigests) {
    this.settings = settings;
    this.dataSet = dataSet;
    this.data = data;
    this.imageDigests = imageDigests;
    this.fileDigests = fileDigests;
    this.shards = ShardPlan.of(dataSet);
    this.filled = shards;
    this.auxiliary =
        new AuxiliaryUnits(settings, data, this::shardsOf, fileDigests, this::inFirstRound);
    // until the partition says who has training images, everybody with images
    this.participants = clients().stream().filter(client -> !shards(client).isEmpty()).toList();
  }

  /** All clients, in order. */
  public List<ClientId> clients() {
    return dataSet.clients().stream().map(client -> new ClientId(client.id())).toList();
  }

  /** Tells who trains, once the partition is there. */
  public void participants(List<ClientId> clients) {
    participants = List.copyOf(clients);
  }

  /** The clients that train in a round, in order. */
  private List<ClientId> drawn(Round round) {
    return settings.sampling().drawn(participants, round);
  }

  private boolean inFirstRound(ClientId client) {
    return drawn(new Round(1)).contains(client);
  }

  /**
   * Tells what preparation found out about images that do not decode.
   *
   * @param incomplete shards that lack some
   * @param empty those of them that have no image at all, and that nobody reads
   */
  public void unreadable(List<UnitKey> incomplete, Set<UnitKey> empty) {
    this.incomplete = List.copyOf(incomplete);
    filled = shards.stream().filter(shard -> !empty.contains(shard.key())).toList();
    participants = clients().stream().filter(client -> !shards(client).isEmpty()).toList();
  }

  /** The file of an image; empty for generated ones. */
  public Optional<Path> source(String imageId) {
    return dataSet.images().stream()
        .filter(image -> image.imageId().equals(imageId))
        .findFirst()
        .flatMap(dataSet::source);
  }

  /** The units of all shards, in order. */
  public List<UnitKey> shards() {
    return shards.stream().map(ShardPlan.Shard::key).toList();
  }

  /** The partition's unit. */
  public UnitKey partition() {
    return PARTITION;
  }

  /** The unit of a round's global model; round 0 is the model before the first round. */
  public UnitKey globalModel(Round round) {
    return round.number() == 0 ? START : UnitKey.of(StageName.AGGREGATION, round);
  }

  /** Index and shards, and originals where views are made from them. */
  public List<WorkUnit> preparation() {
    List<WorkUnit> units = new ArrayList<>();
    units.add(
        new WorkUnit(
            ShardPlan.index(),
            Map.of(),
            Map.of(PreprocessStage.IMAGES, SourceDigests.of(dataSet, imageDigests)),
            0));
    for (ShardPlan.Shard shard : shards) {
      units.add(
          new WorkUnit(
              shard.key(),
              Map.of(),
              Map.of(PreprocessStage.IMAGES, SourceDigests.of(shard.images(), imageDigests)),
              shard.images().size()));
      if (settings.views().needsOriginals()) {
        units.add(
            new WorkUnit(
                shard.originals(),
                Map.of(),
                Map.of(PreprocessStage.IMAGES, SourceDigests.of(shard.images(), imageDigests)),
                shard.images().size()));
      }
    }
    return units;
  }

  /** Partition, statistics, features and the model before the first round. */
  public List<WorkUnit> beforeRounds() {
    List<WorkUnit> units = new ArrayList<>();
    Map<String, List<UnitKey>> listed = new TreeMap<>();
    listed.put(PartitionStage.INDEX, List.of(ShardPlan.index()));
    if (!incomplete.isEmpty()) {
      listed.put(PartitionStage.INCOMPLETE, incomplete);
    }
    units.add(new WorkUnit(PARTITION, listed, Map.of(), 0));
    units.add(
        new WorkUnit(
            ShardPlan.statistics(),
            Map.of(
                PreprocessStage.INDEX, List.of(ShardPlan.index()),
                PreprocessStage.SHARDS, shards()),
            Map.of(),
            0));
    units.addAll(
        auxiliary.features(
            clients().stream().filter(client -> !shards(client).isEmpty()).toList()));
    units.add(
        new WorkUnit(
            START,
            Map.of(TrainingStage.INDEX, List.of(ShardPlan.index())),
            checkpoint(
                TrainingStage.WEIGHTS,
                settings.modelWeights().requireFile(ModelSettings.WEIGHTS_KEY, data)),
            0));
    return units;
  }

  /** Overwriting the auxiliary network's statistics, as published; nothing unless configured. */
  public List<WorkUnit> adaptations() {
    return auxiliary.adaptations(drawn(new Round(1)), PARTITION);
  }

  /** Features of the networks so changed. */
  public List<WorkUnit> adaptedFeatures() {
    return auxiliary.adaptedFeatures(participants);
  }

  /** Priors and local training of every client that is drawn in the round. */
  public List<WorkUnit> localWork(Round round) {
    List<WorkUnit> units = new ArrayList<>();
    for (ClientId client : drawn(round)) {
      if (settings.needsPrior()) {
        Map<String, List<UnitKey>> inputs = new TreeMap<>();
        inputs.put(PriorStage.MODEL, List.of(globalModel(round.previous())));
        inputs.put(PriorStage.PARTITION, List.of(PARTITION));
        inputs.put(PriorStage.IMAGES, shards(client));
        Map<String, Digest> raw = new TreeMap<>();
        auxiliary.forPrior(round, client, inputs, raw);
        if (!settings.prior().isPlain()) {
          auxiliary.originals(client, PriorStage.ORIGINALS, inputs);
        }
        units.add(
            new WorkUnit(UnitKey.of(StageName.PRIOR, round, client), inputs, raw, images(client)));
      }
      units.add(training(round, client));
    }
    return units;
  }

  /** The round's global model. */
  public WorkUnit aggregation(Round round) {
    Map<String, List<UnitKey>> inputs = new TreeMap<>();
    inputs.put(
        AggregationStage.UPDATES,
        drawn(round).stream().map(c -> UnitKey.of(StageName.TRAINING, round, c)).toList());
    if (settings.needsPrior()) {
      inputs.put(
          AggregationStage.PRIORS,
          drawn(round).stream().map(c -> UnitKey.of(StageName.PRIOR, round, c)).toList());
    }
    return new WorkUnit(UnitKey.of(StageName.AGGREGATION, round), inputs, Map.of(), 0);
  }

  /** Scores of the round's models on the images that rounds are selected on. */
  public List<WorkUnit> evaluation(Round round) {
    Part part = settings.onTest() ? Part.TEST : Part.VALIDATION;
    List<WorkUnit> units = new ArrayList<>();
    for (ClientId client : clients()) {
      if (!shards(client).isEmpty()) {
        Map<String, List<UnitKey>> inputs = evaluationInputs(round, client);
        if (drawn(round).contains(client)) {
          inputs.put(EvaluationStage.LOCAL, List.of(UnitKey.of(StageName.TRAINING, round, client)));
        }
        UnitKey key = new UnitKey(StageName.EVALUATION, round, client, part.word());
        units.add(new WorkUnit(key, inputs, Map.of(), 0));
      }
    }
    return units;
  }

  /**
   * The selected global model on every client's test part.
   *
   * @param best the selected round; empty as long as it is not known
   */
  public List<WorkUnit> selected(Optional<Round> best) {
    List<WorkUnit> units = new ArrayList<>();
    for (ClientId client : clients()) {
      if (!shards(client).isEmpty()) {
        UnitKey key = UnitKey.of(StageName.EVALUATION, client, Part.TEST.word());
        units.add(
            best.isPresent()
                ? new WorkUnit(key, evaluationInputs(best.get(), client), Map.of(), 0)
                : new WorkUnit(key, Map.of(), Map.of(), "the best round is not known yet", 0));
      }
    }
    return units;
  }

  /**
   * Each client's own model of its chosen round on its own test part.
   *
   * @param chosen the clients that took part, each with its round; empty as long as they are not
   *     known
   */
  public List<WorkUnit> personal(Optional<Map<ClientId, Round>> chosen) {
    List<WorkUnit> units = new ArrayList<>();
    for (ClientId client : chosen.isPresent() ? chosen.get().keySet() : participants) {
      UnitKey key = UnitKey.of(StageName.EVALUATION, client, EvaluationStage.PERSONAL);
      if (chosen.isEmpty()) {
        units.add(new WorkUnit(key, Map.of(), Map.of(), "the best rounds are not known yet", 0));
        continue;
      }
      Round round = Objects.requireNonNull(chosen.get().get(client));
      Map<String, List<UnitKey>> inputs = new TreeMap<>();
      inputs.put(EvaluationStage.LOCAL, List.of(UnitKey.of(StageName.TRAINING, round, client)));
      inputs.put(EvaluationStage.PARTITION, List.of(PARTITION));
      inputs.put(EvaluationStage.IMAGES, shards(client));
      units.add(new WorkUnit(key, inputs, Map.of(), 0));
    }
    return units;
  }

  private Map<String, List<UnitKey>> evaluationInputs(Round round, ClientId client) {
    Map<String, List<UnitKey>> inputs = new TreeMap<>();
    inputs.put(EvaluationStage.GLOBAL, List.of(globalModel(round)));
    inputs.put(EvaluationStage.PARTITION, List.of(PARTITION));
    inputs.put(EvaluationStage.IMAGES, shards(client));
    return inputs;
  }

  private WorkUnit training(Round round, ClientId client) {
    Map<String, List<UnitKey>> inputs = new TreeMap<>();
    inputs.put(TrainingStage.MODEL, List.of(globalModel(round.previous())));
    inputs.put(TrainingStage.PARTITION, List.of(PARTITION));
    inputs.put(TrainingStage.IMAGES, shards(client));
    Map<String, Digest> raw = new TreeMap<>();
    auxiliary.forTraining(client, inputs, raw);
    auxiliary.originals(client, TrainingStage.ORIGINALS, inputs);
    settings
        .sampling()
        .previous(participants, client, round)
        .map(previous -> List.of(UnitKey.of(StageName.TRAINING, previous, client)))
        .ifPresent(update -> inputs.put(TrainingStage.PREVIOUS, update));
    return new WorkUnit(
        UnitKey.of(StageName.TRAINING, round, client),
        inputs,
        raw,
        images(client) * settings.training().epochs());
  }

  private Map<String, Digest> checkpoint(String role, Optional<Path> file) {
    return file.map(path -> Map.of(role, fileDigests.apply(path))).orElse(Map.of());
  }

  private List<UnitKey> shards(ClientId client) {
    return shardsOf(client).stream().map(ShardPlan.Shard::key).toList();
  }

  private List<ShardPlan.Shard> shardsOf(ClientId client) {
    return filled.stream().filter(shard -> client.equals(shard.key().client())).toList();
  }

  private long images(ClientId client) {
    return dataSet.images().stream().filter(i -> i.client() == client.number()).count();
  }
}
