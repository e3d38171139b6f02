package org.fedmas.pipeline.workflow;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
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
import org.fedmas.partition.client.Natural;
import org.fedmas.preprocess.PreprocessStage;
import org.fedmas.preprocess.ShardPlan;
import org.fedmas.preprocess.SourceDigests;
import org.fedmas.preprocess.dataset.DataSet;
import org.fedmas.preprocess.dataset.LesionLeak;
import org.fedmas.preprocess.dataset.SourceImage;
import org.fedmas.prior.PriorStage;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.partition.PartitionRow;
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
  private final AuxiliaryUnits sources;
  private final AuxiliaryUnits auxiliary;
  private Holdings holdings;
  private List<ClientId> expected;
  private DrawnClients drawn;

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
    this.sources =
        new AuxiliaryUnits(settings, data, this::shardsFrom, fileDigests, this::inFirstRound);
    this.auxiliary =
        new AuxiliaryUnits(settings, data, this::shardsOf, fileDigests, this::inFirstRound);
    this.holdings = holdings();
    // until somebody says who has training images, everybody who may have some
    this.expected = holdings.expected();
    this.drawn = new DrawnClients(settings.sampling(), expected);
  }

  /** All clients, in order. */
  public List<ClientId> clients() {
    return holdings.clients();
  }

  /** Tells who will train as far as the data set's tables say it. */
  public void expected(List<ClientId> training) {
    expected = List.copyOf(training);
    drawn = new DrawnClients(settings.sampling(), expected);
  }

  /** Tells who trains and who holds what, once the partition is there. */
  public void partitioned(List<ClientId> training, List<PartitionRow> rows) {
    if (!(settings.partition().clients() instanceof Natural)) {
      holdings = SimulatedHoldings.of(clients().size(), rows, filled);
    }
    drawn = new DrawnClients(settings.sampling(), training);
  }

  /** Lesions that a partition has on both sides of its split. */
  public LesionLeak leak(List<PartitionRow> rows) {
    Set<String> test = new HashSet<>();
    for (PartitionRow row : rows) {
      if (row.part() == Part.TEST) {
        test.add(row.imageId());
      }
    }
    return LesionLeak.of(dataSet.images(), image -> test.contains(image.imageId()));
  }

  private boolean inFirstRound(ClientId client) {
    return drawn.in(new Round(1)).contains(client);
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
    holdings = holdings();
    drawn = new DrawnClients(settings.sampling(), expected);
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
        sources.features(
            dataSet.clients().stream()
                .map(client -> new ClientId(client.id()))
                .filter(client -> !shardsFrom(client).isEmpty())
                .toList()));
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
    return auxiliary.adaptations(List.copyOf(drawn.in(new Round(1))), PARTITION);
  }

  /** Features of the networks so changed. */
  public List<WorkUnit> adaptedFeatures() {
    return auxiliary.adaptedFeatures(drawn.participants());
  }

  /** Priors and local training of every client that is drawn in the round. */
  public List<WorkUnit> localWork(Round round) {
    List<WorkUnit> units = new ArrayList<>();
    for (ClientId client : drawn.in(round)) {
      if (settings.needsPrior()) {
        Map<String, List<UnitKey>> inputs = new TreeMap<>();
        inputs.put(PriorStage.MODEL, List.of(globalModel(round.previous())));
        inputs.put(PriorStage.PARTITION, List.of(PARTITION));
        inputs.put(PriorStage.IMAGES, shards(client, Part.TRAIN));
        Map<String, Digest> raw = new TreeMap<>();
        auxiliary.forPrior(round, client, inputs, raw);
        if (!settings.prior().isPlain()) {
          auxiliary.originals(client, PriorStage.ORIGINALS, inputs);
        }
        UnitKey key = UnitKey.of(StageName.PRIOR, round, client);
        units.add(unit(key, inputs, raw, holdings.images(client)));
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
        drawn.in(round).stream().map(c -> UnitKey.of(StageName.TRAINING, round, c)).toList());
    if (settings.needsPrior()) {
      inputs.put(
          AggregationStage.PRIORS,
          drawn.in(round).stream().map(c -> UnitKey.of(StageName.PRIOR, round, c)).toList());
    }
    return new WorkUnit(UnitKey.of(StageName.AGGREGATION, round), inputs, Map.of(), 0);
  }

  /** Scores of the round's models on the images that rounds are selected on. */
  public List<WorkUnit> evaluation(Round round) {
    Part part = settings.onTest() ? Part.TEST : Part.VALIDATION;
    List<WorkUnit> units = new ArrayList<>();
    Set<ClientId> trained = drawn.in(round);
    for (ClientId client : holdings.evaluated(part)) {
      Map<String, List<UnitKey>> inputs = evaluationInputs(round, client, part);
      if (trained.contains(client)) {
        inputs.put(EvaluationStage.LOCAL, List.of(UnitKey.of(StageName.TRAINING, round, client)));
      }
      units.add(
          unit(new UnitKey(StageName.EVALUATION, round, client, part.word()), inputs, Map.of(), 0));
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
    for (ClientId client : holdings.evaluated(Part.TEST)) {
      UnitKey key = UnitKey.of(StageName.EVALUATION, client, Part.TEST.word());
      units.add(
          best.isPresent()
              ? unit(key, evaluationInputs(best.get(), client, Part.TEST), Map.of(), 0)
              : new WorkUnit(key, Map.of(), Map.of(), "the best round is not known yet", 0));
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
    for (ClientId client : chosen.isPresent() ? chosen.get().keySet() : drawn.participants()) {
      UnitKey key = UnitKey.of(StageName.EVALUATION, client, EvaluationStage.PERSONAL);
      if (chosen.isEmpty()) {
        units.add(new WorkUnit(key, Map.of(), Map.of(), "the best rounds are not known yet", 0));
        continue;
      }
      Round round = Objects.requireNonNull(chosen.get().get(client));
      Map<String, List<UnitKey>> inputs = new TreeMap<>();
      inputs.put(EvaluationStage.LOCAL, List.of(UnitKey.of(StageName.TRAINING, round, client)));
      inputs.put(EvaluationStage.PARTITION, List.of(PARTITION));
      inputs.put(EvaluationStage.IMAGES, shards(client, Part.TEST));
      units.add(unit(key, inputs, Map.of(), 0));
    }
    return units;
  }

  private Map<String, List<UnitKey>> evaluationInputs(Round round, ClientId client, Part part) {
    Map<String, List<UnitKey>> inputs = new TreeMap<>();
    inputs.put(EvaluationStage.GLOBAL, List.of(globalModel(round)));
    inputs.put(EvaluationStage.PARTITION, List.of(PARTITION));
    inputs.put(EvaluationStage.IMAGES, shards(client, part));
    return inputs;
  }

  private WorkUnit training(Round round, ClientId client) {
    Map<String, List<UnitKey>> inputs = new TreeMap<>();
    inputs.put(TrainingStage.MODEL, List.of(globalModel(round.previous())));
    inputs.put(TrainingStage.PARTITION, List.of(PARTITION));
    inputs.put(TrainingStage.IMAGES, shards(client, Part.TRAIN));
    Map<String, Digest> raw = new TreeMap<>();
    auxiliary.forTraining(client, inputs, raw);
    auxiliary.originals(client, TrainingStage.ORIGINALS, inputs);
    drawn
        .before(round, client)
        .map(previous -> List.of(UnitKey.of(StageName.TRAINING, previous, client)))
        .ifPresent(update -> inputs.put(TrainingStage.PREVIOUS, update));
    return unit(
        UnitKey.of(StageName.TRAINING, round, client),
        inputs,
        raw,
        holdings.images(client) * settings.training().epochs());
  }

  private Map<String, Digest> checkpoint(String role, Optional<Path> file) {
    return file.map(path -> Map.of(role, fileDigests.apply(path))).orElse(Map.of());
  }

  private List<UnitKey> shards(ClientId client, Part part) {
    return holdings.shards(client, part).stream().map(ShardPlan.Shard::key).toList();
  }

  /** The shards that a client's training reads. */
  private List<ShardPlan.Shard> shardsOf(ClientId client) {
    return holdings.shards(client, Part.TRAIN);
  }

  /** The shards of one of the data set's own clients. */
  private List<ShardPlan.Shard> shardsFrom(ClientId client) {
    return filled.stream().filter(shard -> client.equals(shard.key().client())).toList();
  }

  /** Who holds what, as far as it is known without a partition. */
  private Holdings holdings() {
    return settings.partition().clients() instanceof Natural
        ? NaturalHoldings.of(dataSet.clients(), filled)
        : new PendingHoldings(settings.partition().clients().names(List.of()).size());
  }

  /** A unit of the rounds, which waits as long as it is not known what its client holds. */
  private WorkUnit unit(
      UnitKey key, Map<String, List<UnitKey>> inputs, Map<String, Digest> raw, long images) {
    return holdings
        .waitsFor()
        .map(event -> new WorkUnit(key, Map.of(), Map.of(), event, 0))
        .orElseGet(() -> new WorkUnit(key, inputs, raw, images));
  }
}
