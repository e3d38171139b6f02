package org.fedmas.pipeline.workflow;

import java.nio.file.Path;
import java.util.Optional;
import org.fedmas.aggregation.AggregationSettings;
import org.fedmas.aggregation.rule.AggregationRule;
import org.fedmas.contract.CheckpointInterval;
import org.fedmas.contract.FederationKind;
import org.fedmas.contract.Round;
import org.fedmas.contract.config.Config;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.config.ConfigSource;
import org.fedmas.contract.config.RunKeys;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.images.augment.AugmentationPlace;
import org.fedmas.images.decode.Decoding;
import org.fedmas.images.prepare.ImageSettings;
import org.fedmas.images.view.ViewSettings;
import org.fedmas.partition.PartitionSettings;
import org.fedmas.partition.split.ValidationPart;
import org.fedmas.preprocess.DataSetSettings;
import org.fedmas.preprocess.PreparationSettings;
import org.fedmas.preprocess.dataset.DataSet;
import org.fedmas.preprocess.dataset.MissingImages;
import org.fedmas.preprocess.dataset.UnreadableImages;
import org.fedmas.pretrain.PretrainSettings;
import org.fedmas.results.page.ReportSettings;
import org.fedmas.results.report.Selection;
import org.fedmas.results.score.EvidenceSettings;
import org.fedmas.store.retention.Retention;
import org.fedmas.tables.model.NormalisationSharing;
import org.fedmas.tensors.config.AuxiliaryNetwork;
import org.fedmas.tensors.config.AuxiliarySettings;
import org.fedmas.tensors.config.AuxiliaryStatistics;
import org.fedmas.tensors.config.EngineSettings;
import org.fedmas.tensors.config.ModelSettings;
import org.fedmas.tensors.config.TermName;
import org.fedmas.tensors.config.Weights;
import org.fedmas.tensors.input.PriorPlan;
import org.fedmas.tensors.network.backbone.Backbone;
import org.fedmas.tensors.network.backbone.FeatureExtractor;
import org.fedmas.training.TrainingSettings;

/**
 * The whole configuration of a run, typed: every section as its stage reads it. Combinations that
 * cannot work are refused.
 *
 * @param config all keys, resolved
 * @param pretraining the pretraining of the auxiliary network; empty if it comes from a file
 */
public record Settings(
    Config config,
    Data data,
    Model model,
    Optional<PretrainSettings> pretraining,
    Training training,
    Evaluation evaluation,
    Run run) {

  /**
   * Images, their preparation and their division.
   *
   * @param unreadable the treatment of files that do not decode
   * @param missing the treatment of files that tables name and the folder lacks
   */
  public record Data(
      DataSetSettings dataSet,
      UnreadableImages unreadable,
      MissingImages missing,
      PreparationSettings preparation,
      PartitionSettings partition) {

    /** Opens the data set in a folder of raw inputs. */
    public DataSet open(Path folder) {
      return dataSet.open(folder, missing);
    }

    private static Data read(ConfigReader reader) {
      DataSetSettings dataSet = DataSetSettings.read(reader);
      return new Data(
          dataSet,
          dataSet.readsFiles() ? UnreadableImages.choice().read(reader) : UnreadableImages.FAIL,
          dataSet.namesImages() ? MissingImages.choice().read(reader) : MissingImages.FAIL,
          PreparationSettings.read(reader, dataSet),
          PartitionSettings.read(reader));
    }
  }

  /**
   * Networks and the views that they see.
   *
   * @param network the network that is trained
   * @param weights the start values of its backbone
   */
  public record Model(
      ModelSettings network,
      Weights weights,
      AuxiliarySettings auxiliary,
      AuxiliaryStatistics statistics,
      ViewSettings views) {

    private static Model read(ConfigReader reader) {
      ModelSettings network = ModelSettings.read(reader);
      return new Model(
          network,
          ModelSettings.weights(reader, network.backbone()),
          AuxiliarySettings.read(reader),
          AuxiliaryStatistics.choice().read(reader),
          ViewSettings.read(reader));
    }
  }

  /**
   * Rounds of training.
   *
   * @param federation the way in which clients work together
   * @param local training on one client
   * @param sampling the clients that are drawn for a round
   * @param normalisation the entries of batch normalisation that clients share
   */
  public record Training(
      FederationKind federation,
      TrainingSettings local,
      PriorPlan prior,
      AggregationSettings aggregation,
      ClientSampling sampling,
      NormalisationSharing normalisation) {

    private static Training read(ConfigReader reader, long seed) {
      return new Training(
          FederationKind.read(reader),
          TrainingSettings.read(reader),
          PriorPlan.read(reader),
          AggregationSettings.read(reader),
          ClientSampling.read(reader, seed),
          NormalisationSharing.read(reader));
    }
  }

  /**
   * Scores.
   *
   * @param selection the images that the best round is to be selected on
   * @param personal whether each client's own models are scored on its test images too
   * @param evidence the groups of classes and the subgroups of images that are scored
   */
  public record Evaluation(Selection selection, boolean personal, EvidenceSettings evidence) {

    /** Returns whether rounds are selected on test images, the authors' way. */
    public boolean onTest() {
      return selection == Selection.TEST;
    }

    private static Evaluation read(ConfigReader reader, DataSetSettings dataSet) {
      return new Evaluation(
          Selection.of(RunKeys.selection(reader)),
          reader.flag("evaluation.personal", false),
          (dataSet.isIsic() ? EvidenceSettings.ISIC : EvidenceSettings.USUAL).configured(reader));
    }
  }

  /**
   * The extent of the run and the machine that it uses.
   *
   * @param rounds R
   * @param checkpoints the interval at which a training unit writes a checkpoint
   * @param retention the payloads that are kept
   */
  public record Run(
      long seed,
      int fold,
      int rounds,
      EngineSettings engine,
      CheckpointInterval checkpoints,
      Retention retention) {

    private static Run read(ConfigReader reader) {
      return new Run(
          RunKeys.seed(reader),
          RunKeys.fold(reader),
          RunKeys.rounds(reader),
          EngineSettings.read(reader),
          CheckpointInterval.read(reader),
          Retention.read(reader));
    }
  }

  /**
   * Reads the whole configuration.
   *
   * @throws ConfigException with every problem at once
   */
  public static Settings read(ConfigSource source) {
    ConfigReader reader = ConfigReader.of(source);
    Run run = Run.read(reader);
    Data data = Data.read(reader);
    Evaluation evaluation = Evaluation.read(reader, data.dataSet());
    Model model = Model.read(reader);
    Training training = Training.read(reader, run.seed());
    Optional<PretrainSettings> pretraining =
        training.local().needsFeatures()
            ? PretrainChecks.read(reader, model.auxiliary())
            : Optional.empty();
    acceptIdle(reader);
    pretraining.ifPresent(
        chosen -> PretrainChecks.refuse(reader, chosen, model, data, training.federation()));
    refuseCombinations(reader, data.preparation().image(), model, evaluation, training);
    DriftChecks.refuse(reader, training, run.rounds());
    FederationChecks.refuse(reader, training, model, evaluation);
    IdleKeys.refuse(reader, training);
    return new Settings(reader.finish(), data, model, pretraining, training, evaluation, run);
  }

  /** Reads keys that are accepted where the other choices leave them without effect. */
  private static void acceptIdle(ConfigReader reader) {
    AugmentationPlace.choice().read(reader);
    TermName.alignmentWeight(reader);
    ValidationPart.fraction(reader);
    ViewSettings.seed(reader);
    RunKeys.splitSeed(reader);
    ReportSettings.read(reader);
  }

  /** Returns whether each client trains alone, {@code federation: local}. */
  public boolean isLocal() {
    return training.federation() == FederationKind.LOCAL;
  }

  /** Returns whether one client trains on all images, {@code federation: pooled}. */
  public boolean isPooled() {
    return training.federation() == FederationKind.POOLED;
  }

  /** Returns whether the auxiliary network's features are needed. */
  public boolean needsFeatures() {
    return training.local().needsFeatures();
  }

  /** Returns whether clients keep entries that complete or personalise the global model. */
  public boolean keepsEntries() {
    return training.normalisation().keepsEntries() || model.network().hasPersonalHead();
  }

  /** Returns whether the rule asks for the clients' priors in any round. */
  public boolean needsPrior() {
    return training.aggregation().rule().needsMeasurements();
  }

  /** Returns whether the rule asks for the clients' priors in a round. */
  boolean needsPrior(Round round) {
    return training.aggregation().rule().needsMeasurements(round);
  }

  private static void refuseCombinations(
      ConfigReader reader,
      ImageSettings image,
      Model model,
      Evaluation evaluation,
      Training training) {
    if (reader.isSound(TermName.choice().key())
        && training.aggregation().rule().needsMeasurements()
        && !training.local().aligned()) {
      reader.problem(
          AggregationRule.KEY,
          "avg, since training.terms lacks alignment, which computes the divergence");
    }
    ScoredRuleChecks.refuse(reader, evaluation, training);
    RetrainingChecks.refuse(reader, training, model.network());
    PrivacyChecks.refuse(reader, training, model.network());
    ClientEntryChecks.refuse(reader, training, model.network());
    boolean turned = Decoding.read(reader).orientation() == Decoding.Orientation.UPRIGHT;
    if (turned && model.views().needsOriginals()) {
      reader.problem(
          AugmentationPlace.KEY,
          "stored, since originals are augmented as their files have them, not turned upright"
              + " (image.orientation)");
    }
    Backbone trained = model.network().backbone();
    refuseSize(reader, trained.id(), trained, image.side());
    if (training.local().needsFeatures()) {
      for (AuxiliaryNetwork network : model.auxiliary().networks()) {
        refuseSize(reader, network.name(), network.extractor(), image.side());
        refuseStatistics(reader, network, model.statistics());
      }
    }
  }

  private static void refuseStatistics(
      ConfigReader reader, AuxiliaryNetwork network, AuxiliaryStatistics statistics) {
    if (statistics == AuxiliaryStatistics.CLIENT_ADAPTED
        && network.extractor().adapting().isEmpty()) {
      reader.problem(
          AuxiliaryStatistics.choice().key(),
          "frozen with %s, which has no normalisation statistics".formatted(network.name()));
    }
  }

  private static void refuseSize(
      ConfigReader reader, String network, FeatureExtractor extractor, int side) {
    try {
      extractor.requireImages(side, side);
    } catch (ConfigException e) {
      reader.problem("image.size", "a size that " + network + " takes: " + e.getMessage());
    }
  }
}
