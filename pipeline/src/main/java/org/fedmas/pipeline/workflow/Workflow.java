package org.fedmas.pipeline.workflow;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.Digest;
import org.fedmas.contract.Round;
import org.fedmas.contract.StageName;
import org.fedmas.contract.UnitKey;
import org.fedmas.partition.client.Natural;
import org.fedmas.preprocess.ShardPlan;
import org.fedmas.preprocess.dataset.DataSet;
import org.fedmas.preprocess.dataset.LesionLeak;
import org.fedmas.preprocess.dataset.SourceImage;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.partition.PartitionRow;

/**
 * The order of everything: which units a run has and which units each reads. {@link #preparation},
 * {@link #beforeRounds}, {@link #adaptations} and {@link #adaptedFeatures}, then for every round
 * {@link #localWork}, {@link #aggregation} and {@link #evaluation}, then {@link #selected} and
 * {@link #personal}.
 *
 * <p>What is known grows on the way: {@link Preparation} needs nothing, {@link SetupUnits} knows
 * which images could be prepared, {@link Rounds} who holds them and trains. Each is replaced as a
 * whole when something is told.
 */
public final class Workflow {

  private final Settings settings;
  private final DataSet dataSet;
  private final Path data;
  private final Function<Path, Digest> fileDigests;
  private final Preparation preparation;
  private SetupUnits groundwork;
  private Rounds rounds;
  private List<ClientId> expected;

  /**
   * Creates the workflow of one run.
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
    this.fileDigests = fileDigests;
    this.preparation = new Preparation(settings, dataSet, ShardPlan.of(dataSet), imageDigests);
    this.groundwork = groundwork(preparation.shards(), List.of());
    // until somebody says who has training images, everybody who may have some
    this.expected = groundwork.holdings().expected();
    this.rounds = rounds(groundwork.holdings(), expected);
  }

  /**
   * Stages whose units are keyed by the data set's own clients, while the run has others: with
   * simulated clients, each image is prepared once, whoever is to hold it.
   */
  public Set<StageName> sharedStages() {
    if (settings.data().partition().clients() instanceof Natural) {
      return Set.of();
    }
    return AuxiliaryUnits.personal(settings)
        ? Set.of(StageName.PREPROCESS)
        : Set.of(StageName.PREPROCESS, StageName.FEATURES);
  }

  /** Tells who will train as far as the data set's tables say it. */
  public void expected(List<ClientId> training) {
    expected = List.copyOf(training);
    rounds = rounds(groundwork.holdings(), expected);
  }

  /**
   * Tells what preparation found out about images that do not decode.
   *
   * @param incomplete shards that lack some
   * @param empty those of them that have no image at all, and that nobody reads
   */
  public void unreadable(List<UnitKey> incomplete, Set<UnitKey> empty) {
    groundwork =
        groundwork(
            preparation.shards().stream().filter(shard -> !empty.contains(shard.key())).toList(),
            List.copyOf(incomplete));
    rounds = rounds(groundwork.holdings(), expected);
  }

  /** Tells who trains and who holds what, once the partition is there. */
  public void partitioned(List<ClientId> training, List<PartitionRow> rows) {
    rounds = rounds(groundwork.holdings(clients().size(), rows), training);
  }

  private SetupUnits groundwork(List<ShardPlan.Shard> filled, List<UnitKey> incomplete) {
    return new SetupUnits(
        settings, dataSet, data, fileDigests, preparation.shards(), filled, incomplete);
  }

  private Rounds rounds(ClientShards holdings, List<ClientId> participants) {
    return new Rounds(settings, data, fileDigests, holdings, participants);
  }

  /** Returns all clients, in order. */
  public List<ClientId> clients() {
    return rounds.holdings().clients();
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

  /** Returns the file of an image; empty for generated ones. */
  public Optional<Path> source(String imageId) {
    return dataSet.images().stream()
        .filter(image -> image.imageId().equals(imageId))
        .findFirst()
        .flatMap(dataSet::source);
  }

  /** Returns the units of all shards, in order. */
  public List<UnitKey> shards() {
    return preparation.shards().stream().map(ShardPlan.Shard::key).toList();
  }

  /** Returns the partition's unit. */
  public UnitKey partition() {
    return SetupUnits.PARTITION;
  }

  /** Returns the unit of a round's global model; round 0 is the model before the first round. */
  public UnitKey globalModel(Round round) {
    return Rounds.globalModel(round);
  }

  /** Returns index and shards, and originals where views are made from them. */
  public List<WorkUnit> preparation() {
    return preparation.units();
  }

  /** Partition, statistics, features and the model before the first round. */
  public List<WorkUnit> beforeRounds() {
    return groundwork.units();
  }

  /** Overwriting the auxiliary network's statistics, as published; nothing unless configured. */
  public List<WorkUnit> adaptations() {
    return rounds.adaptations();
  }

  /** Features of the networks so changed. */
  public List<WorkUnit> adaptedFeatures() {
    return rounds.adaptedFeatures();
  }

  /** Priors and local training of every client that is drawn in the round. */
  public List<WorkUnit> localWork(Round round) {
    return rounds.localWork(round);
  }

  /** Returns the round's global model. */
  public WorkUnit aggregation(Round round) {
    return rounds.aggregation(round);
  }

  /** Scores of the round's models on the images that rounds are selected on. */
  public List<WorkUnit> evaluation(Round round) {
    return rounds.evaluation(round);
  }

  /**
   * Returns the selected global model on every client's test part.
   *
   * @param best the selected round; empty as long as it is not known
   */
  public List<WorkUnit> selected(Optional<Round> best) {
    return rounds.selected(best);
  }

  /**
   * Returns each client's own model of its chosen round on its own test part.
   *
   * @param chosen the clients that took part, each with its round; empty as long as they are not
   *     known
   */
  public List<WorkUnit> personal(Optional<Map<ClientId, Round>> chosen) {
    return rounds.personal(chosen);
  }
}
