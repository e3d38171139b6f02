package org.fedmas.pipeline.workflow;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.Digest;
import org.fedmas.contract.Round;
import org.fedmas.contract.StageName;
import org.fedmas.contract.UnitKey;
import org.fedmas.preprocess.ShardPlan;
import org.fedmas.preprocess.dataset.DataSet;
import org.fedmas.preprocess.dataset.LesionLeak;
import org.fedmas.preprocess.dataset.SourceImage;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.partition.PartitionRow;

/**
 * The order of a run: its phases, the units of each phase and the units that each unit reads.
 *
 * <p>Knowledge grows on the way. {@link Preparation} needs nothing, {@link SetupUnits} the images
 * that could be prepared, {@link Rounds} the clients and their images. Each {@code with} method
 * returns a workflow that knows more; a workflow itself never changes.
 */
public final class Workflow {

  private final Preparation preparation;
  private final SetupUnits setup;
  private final Rounds rounds;
  private final Optional<PretrainUnits> pretraining;
  private final Optional<Round> best;
  private final Optional<Map<ClientId, Round>> own;

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
    this.preparation = new Preparation(settings, dataSet, ShardPlan.of(dataSet), imageDigests);
    List<ShardPlan.Shard> shards = preparation.shards();
    this.setup = new SetupUnits(settings, dataSet, data, fileDigests, shards, shards, List.of());
    // every client with images, until the tables or the partition name those that train
    this.rounds = setup.rounds(setup.holdings(), setup.holdings().expected());
    this.pretraining = setup.pretraining(setup.holdings(), setup.holdings().expected());
    this.best = Optional.empty();
    this.own = Optional.empty();
  }

  private Workflow(
      Preparation preparation,
      SetupUnits setup,
      Rounds rounds,
      Optional<PretrainUnits> pretraining,
      Optional<Round> best,
      Optional<Map<ClientId, Round>> own) {
    this.preparation = preparation;
    this.setup = setup;
    this.rounds = rounds;
    this.pretraining = pretraining;
    this.best = best;
    this.own = own;
  }

  private Workflow with(SetupUnits setup, ClientShards holdings, List<ClientId> participants) {
    return with(setup, holdings, participants, holdings.expected());
  }

  private Workflow with(
      SetupUnits setup,
      ClientShards holdings,
      List<ClientId> participants,
      List<ClientId> pretraining) {
    return new Workflow(
        preparation,
        setup,
        setup.rounds(holdings, participants),
        setup.pretraining(holdings, pretraining),
        best,
        own);
  }

  /** Returns a workflow that expects these clients to train, as far as the tables say it. */
  public Workflow withExpectedParticipants(List<ClientId> training) {
    return with(setup, setup.holdings(), training);
  }

  /**
   * Returns a workflow that knows the images that do not decode.
   *
   * @param incomplete shards that lack images
   * @param empty the incomplete shards without any image, which no unit reads
   */
  public Workflow withUnreadable(List<UnitKey> incomplete, Set<UnitKey> empty) {
    SetupUnits known = setup.without(incomplete, empty);
    return with(known, known.holdings(), rounds.participants());
  }

  /** Returns a workflow that knows the partition and the clients that train under it. */
  public Workflow withPartition(List<ClientId> training, List<PartitionRow> rows) {
    List<ClientId> enough =
        setup
            .settings()
            .pretraining()
            .map(chosen -> PretrainUnits.participants(chosen, rows, clients().size()))
            .orElse(List.of());
    return with(setup, setup.holdings(clients().size(), rows), training, enough);
  }

  /** Returns a workflow that knows the selected round and the round of each client's own model. */
  public Workflow withChosenRounds(Optional<Round> best, Optional<Map<ClientId, Round>> own) {
    return new Workflow(preparation, setup, rounds, pretraining, best, own);
  }

  /** Returns the phases of the run, in order. */
  public List<Phase> phases() {
    return Phase.of(
        setup.settings().run().rounds(),
        pretraining.map(PretrainUnits::phases).orElse(List.of()),
        !setup.settings().isLocal(),
        setup.settings().training().local().loss().needsClassLosses());
  }

  /** Returns the title of a phase that users see. */
  public String title(Phase phase) {
    return phase.kind() == Phase.Kind.TEST && setup.settings().isLocal()
        ? "test of the clients' models"
        : phase.title(setup.settings().run().rounds());
  }

  /** Returns the units of a phase, as far as this workflow knows them. */
  public List<WorkUnit> units(Phase phase) {
    return switch (phase.kind()) {
      case PREPARATION -> preparation.units();
      case SETUP -> setup.units();
      case PRETRAINING -> pretraining.orElseThrow().units(phase.round());
      case PRETRAINING_AVERAGE -> pretraining.orElseThrow().average(phase.round());
      case PRETRAINED_FEATURES -> setup.features();
      case ADAPTATION -> rounds.adaptations();
      case ADAPTED_FEATURES -> rounds.adaptedFeatures();
      case CLASS_LOSSES -> rounds.classLosses(phase.round());
      case LOCAL_WORK -> rounds.localWork(phase.round());
      case AGGREGATION -> List.of(rounds.aggregation(phase.round()));
      case EVALUATION -> evaluation(phase.round());
      case TEST -> test();
    };
  }

  private List<WorkUnit> evaluation(Round round) {
    List<WorkUnit> units = new ArrayList<>(rounds.evaluations().evaluation(round));
    if (round.number() < setup.settings().run().rounds()) {
      units.addAll(rounds.localWork(new Round(round.number() + 1)));
    }
    return units;
  }

  private List<WorkUnit> test() {
    if (setup.settings().isLocal()) {
      return rounds.evaluations().everywhere(own);
    }
    List<WorkUnit> units = new ArrayList<>(rounds.evaluations().selected(best));
    units.addAll(rounds.evaluations().last(best));
    if (setup.settings().evaluation().personal()) {
      units.addAll(rounds.evaluations().personal(own));
    }
    return units;
  }

  /** Returns the names of the classes, in order. */
  public List<String> classes() {
    return setup.dataSet().classes();
  }

  /** Returns all clients, in order. */
  public List<ClientId> clients() {
    return rounds.holdings().clients();
  }

  /** Returns the clients that are evaluated on a part, in order. */
  public List<ClientId> evaluated(Part part) {
    return rounds.evaluations().evaluated(part);
  }

  /** Returns the units of the models that a round's local work starts from. */
  public List<UnitKey> startModels(Round round) {
    return rounds.startModels(round);
  }

  /**
   * Returns the stages whose units serve all clients of the run. With simulated clients, each image
   * is prepared once, under the data set's own client.
   */
  public Set<StageName> sharedStages() {
    if (setup.settings().data().partition().clients().isNatural()) {
      return Set.of();
    }
    return AuxiliaryUnits.personal(setup.settings())
        ? Set.of(StageName.PREPROCESS)
        : Set.of(StageName.PREPROCESS, StageName.FEATURES);
  }

  /** Returns the lesions with images on both sides of a partition's split. */
  public LesionLeak leak(List<PartitionRow> rows) {
    Set<String> test =
        rows.stream()
            .filter(row -> row.part() == Part.TEST)
            .map(PartitionRow::imageId)
            .collect(Collectors.toSet());
    return LesionLeak.of(setup.dataSet().images(), image -> test.contains(image.imageId()));
  }

  /** Returns the file of an image; empty for generated ones. */
  public Optional<Path> source(String imageId) {
    return setup.dataSet().images().stream()
        .filter(image -> image.imageId().equals(imageId))
        .findFirst()
        .flatMap(setup.dataSet()::source);
  }

  /** Returns the units of all shards, in order. */
  public List<UnitKey> shards() {
    return preparation.shards().stream().map(ShardPlan.Shard::key).toList();
  }
}
