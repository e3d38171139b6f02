package org.fedmas.pipeline.workflow;

import java.util.List;
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
import org.fedmas.store.retention.Retention;
import org.fedmas.tensors.config.AuxiliaryNetwork;
import org.fedmas.tensors.config.AuxiliarySettings;
import org.fedmas.tensors.config.EngineSettings;
import org.fedmas.tensors.config.ModelSettings;
import org.fedmas.tensors.config.Weights;
import org.fedmas.tensors.input.PriorPlan;
import org.fedmas.training.TrainingSettings;

/**
 * The whole configuration of a run, typed: every section as its stage reads it. Combinations that
 * cannot work are refused.
 *
 * @param config all keys, resolved
 */
public record Settings(
    Config config, Data data, Model model, Training training, Evaluation evaluation, Run run) {

  /**
   * Images, their preparation and their division.
   *
   * @param unreadable the treatment of files that do not decode
   */
  public record Data(
      DataSetSettings dataSet,
      UnreadableImages unreadable,
      PreparationSettings preparation,
      PartitionSettings partition) {

    private static Data read(ConfigReader reader) {
      DataSetSettings dataSet = DataSetSettings.read(reader);
      return new Data(
          dataSet,
          dataSet.readsFiles() ? UnreadableImages.read(reader) : UnreadableImages.FAIL,
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
      ModelSettings network, Weights weights, AuxiliarySettings auxiliary, ViewSettings views) {

    private static Model read(ConfigReader reader) {
      ModelSettings network = ModelSettings.read(reader);
      return new Model(
          network,
          ModelSettings.weights(reader, network.backbone()),
          AuxiliarySettings.read(reader),
          ViewSettings.read(reader));
    }
  }

  /**
   * Rounds of training.
   *
   * @param local training on one client
   * @param sampling the clients that are drawn for a round
   */
  public record Training(
      TrainingSettings local,
      PriorPlan prior,
      AggregationSettings aggregation,
      ClientSampling sampling) {

    private static Training read(ConfigReader reader, long seed) {
      return new Training(
          TrainingSettings.read(reader),
          PriorSettings.read(reader).plan(),
          AggregationSettings.read(reader),
          ClientSampling.read(reader, seed));
    }
  }

  /**
   * Scores.
   *
   * @param onTest whether rounds are selected on test images, the authors' way
   * @param personal whether each client's own models are scored on its test images too
   */
  public record Evaluation(boolean onTest, boolean personal) {

    private static Evaluation read(ConfigReader reader) {
      boolean onTest =
          reader
              .choice("evaluation.selection", "validation", List.of("validation", "test"))
              .equals("test");
      return new Evaluation(onTest, reader.flag("evaluation.personal", false));
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
          reader.whole("seed", 0, 0, Long.MAX_VALUE),
          reader.integer("fold", 1, 1, 100),
          reader.integer("rounds", 100, 1, 1_000_000),
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
    Evaluation evaluation = Evaluation.read(reader);
    Model model = Model.read(reader);
    Training training = Training.read(reader, run.seed());
    refuseCombinations(reader, data.preparation().image(), model, training);
    return new Settings(reader.finish(), data, model, training, evaluation, run);
  }

  /** Returns whether the auxiliary network's features are needed. */
  public boolean needsFeatures() {
    return training.local().needsFeatures();
  }

  /** Returns whether the rule asks for the clients' priors. */
  public boolean needsPrior() {
    return training.aggregation().rule().needsMeasurements();
  }

  private static void refuseCombinations(
      ConfigReader reader, ImageSettings image, Model model, Training training) {
    if (training.aggregation().rule().needsMeasurements() && !training.local().aligned()) {
      reader.problem(
          AggregationSettings.RULE_KEY,
          "avg, since training.terms lacks alignment, without which there is no divergence");
    }
    boolean turned = Decoding.read(reader).orientation() == Decoding.Orientation.UPRIGHT;
    if (turned && model.views().needsOriginals()) {
      reader.problem(
          AugmentationPlace.KEY,
          "stored, since originals are augmented as their files have them, not turned upright"
              + " (image.orientation)");
    }
    refuseSize(
        reader,
        model.network().backbone().name(),
        () -> model.network().backbone().requireImages(image.side(), image.side()));
    if (training.local().needsFeatures()) {
      for (AuxiliaryNetwork network : model.auxiliary().networks()) {
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
