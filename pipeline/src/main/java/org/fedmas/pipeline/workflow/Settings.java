package org.fedmas.pipeline.workflow;

import org.fedmas.aggregation.rule.AggregationSettings;
import org.fedmas.contract.CheckpointInterval;
import org.fedmas.contract.config.Config;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.config.ConfigSource;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.images.augment.AugmentationPlace;
import org.fedmas.images.decode.Decoding;
import org.fedmas.images.prepare.ImageSettings;
import org.fedmas.images.view.ViewSettings;
import org.fedmas.partition.PartitionSettings;
import org.fedmas.preprocess.DataSetSettings;
import org.fedmas.preprocess.PreparationSettings;
import org.fedmas.preprocess.dataset.UnreadableImages;
import org.fedmas.prior.PriorSettings;
import org.fedmas.tensors.config.AuxiliaryNetwork;
import org.fedmas.tensors.config.AuxiliarySettings;
import org.fedmas.tensors.config.EngineSettings;
import org.fedmas.tensors.config.ModelSettings;
import org.fedmas.tensors.config.Weights;
import org.fedmas.tensors.input.PriorPlan;
import org.fedmas.training.TrainingSettings;

/**
 * A run's whole configuration, typed: every section as its stage reads it, and the combinations
 * that cannot work refused.
 *
 * @param config all keys, resolved
 * @param rounds R
 * @param onTest whether rounds are selected on test images, the authors' way
 * @param checkpoints how often training units keep what they have done so far
 * @param personal whether each client's own models are scored on its test images too
 */
public record Settings(
    Config config,
    long seed,
    int fold,
    int rounds,
    boolean onTest,
    boolean personal,
    DataSetSettings dataSet,
    UnreadableImages unreadableImages,
    PartitionSettings partition,
    PreparationSettings preparation,
    ModelSettings model,
    Weights modelWeights,
    AuxiliarySettings auxiliary,
    ViewSettings views,
    TrainingSettings training,
    PriorPlan prior,
    AggregationSettings aggregation,
    ClientSampling sampling,
    EngineSettings engine,
    CheckpointInterval checkpoints) {

  /**
   * Reads everything.
   *
   * @throws ConfigException with every problem at once
   */
  public static Settings read(ConfigSource source) {
    ConfigReader reader = ConfigReader.of(source);
    long seed = reader.whole("seed", 0, 0, Long.MAX_VALUE);
    int fold = reader.integer("fold", 1, 1, 100);
    int rounds = reader.integer("rounds", 100, 1, 1_000_000);
    DataSetSettings dataSet = DataSetSettings.read(reader);
    UnreadableImages unreadable =
        dataSet.readsFiles() ? UnreadableImages.read(reader) : UnreadableImages.FAIL;
    PreparationSettings preparation = PreparationSettings.read(reader, dataSet);
    ImageSettings image = preparation.image();
    PartitionSettings partition = PartitionSettings.read(reader);
    boolean onTest =
        reader
            .choice("evaluation.selection", "validation", java.util.List.of("validation", "test"))
            .equals("test");
    boolean personal = reader.flag("evaluation.personal", false);
    ModelSettings model = ModelSettings.read(reader);
    Weights modelWeights = ModelSettings.weights(reader, model.backbone());
    AuxiliarySettings auxiliary = AuxiliarySettings.read(reader);
    ViewSettings views = ViewSettings.read(reader);
    TrainingSettings training = TrainingSettings.read(reader);
    PriorPlan prior = PriorSettings.read(reader).plan();
    AggregationSettings aggregation = AggregationSettings.read(reader);
    EngineSettings engine = EngineSettings.read(reader);
    CheckpointInterval checkpoints = CheckpointInterval.read(reader);
    Retention.read(reader);
    ClientSampling sampling = ClientSampling.read(reader, seed);
    refuseCombinations(reader, image, model, auxiliary, training, aggregation);
    return new Settings(
        reader.finish(),
        seed,
        fold,
        rounds,
        onTest,
        personal,
        dataSet,
        unreadable,
        partition,
        preparation,
        model,
        modelWeights,
        auxiliary,
        views,
        training,
        prior,
        aggregation,
        sampling,
        engine,
        checkpoints);
  }

  /** Returns whether the auxiliary network's features are needed. */
  public boolean needsFeatures() {
    return training.needsFeatures();
  }

  /** Returns whether the rule asks for the clients' priors. */
  public boolean needsPrior() {
    return aggregation.rule().needsDivergences();
  }

  private static void refuseCombinations(
      ConfigReader reader,
      ImageSettings image,
      ModelSettings model,
      AuxiliarySettings auxiliary,
      TrainingSettings training,
      AggregationSettings aggregation) {
    if (aggregation.rule().needsDivergences() && !training.aligned()) {
      reader.problem(
          AggregationSettings.RULE_KEY,
          "avg, since training.terms lacks alignment, without which there is no divergence");
    }
    boolean turned = Decoding.read(reader).orientation() == Decoding.Orientation.UPRIGHT;
    if (turned && ViewSettings.read(reader).needsOriginals()) {
      reader.problem(
          AugmentationPlace.KEY,
          "stored, since originals are augmented as their files have them, not turned upright"
              + " (image.orientation)");
    }
    refuseSize(
        reader,
        model.backbone().name(),
        () -> model.backbone().requireImages(image.side(), image.side()));
    if (training.needsFeatures()) {
      for (AuxiliaryNetwork network : auxiliary.networks()) {
        refuseSize(
            reader,
            network.name(),
            () -> network.backbone().requireImages(image.side(), image.side()));
      }
    }
  }

  private static void refuseSize(ConfigReader reader, String network, Runnable check) {
    try {
      check.run();
    } catch (ConfigException e) {
      reader.problem("image.size", "a size that " + network + " takes: " + e.getMessage());
    }
  }
}
