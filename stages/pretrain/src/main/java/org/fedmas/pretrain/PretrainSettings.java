package org.fedmas.pretrain;

import java.util.List;
import java.util.Map;
import org.fedmas.contract.config.Choice;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.tensors.config.Weights;
import org.fedmas.tensors.contrast.ProjectedBackbone;
import org.fedmas.tensors.network.backbone.Backbone;
import org.fedmas.tensors.network.backbone.ResNet;

/**
 * The settings of pretraining: the keys {@code pretrain.*}.
 *
 * @param imageSize both sides of a view in pixels; 0 for those of the prepared images
 * @param length the number of rounds and epochs
 * @param batchSize B
 * @param groups G
 * @param queue K; 0 for a part of the images, see {@link #queueSize}
 * @param policy the queue at the start of a round
 * @param temperature T
 * @param momentum m; 0 for the choice of {@link #keyMomentum}
 * @param dimension the width of the embeddings
 * @param learningRate η before the first round
 */
public record PretrainSettings(
    PretrainImages images,
    Backbone backbone,
    Weights weights,
    int imageSize,
    PretrainLength length,
    int batchSize,
    int groups,
    int queue,
    QueuePolicy policy,
    double temperature,
    double momentum,
    int dimension,
    double learningRate,
    long seed) {

  /** The key of the start values. */
  public static final String WEIGHTS_KEY = "pretrain.weights";

  /** The key of the architecture. */
  public static final String BACKBONE_KEY = "pretrain.backbone";

  private static final String BATCH_KEY = "pretrain.batch-size";
  private static final double LEARNING_RATE = 0.03;
  private static final int PUBLISHED_BATCH = 256;
  private static final int LARGEST_QUEUE = 1 << 20;

  /** Reads the keys of a recipe, which names the architecture. */
  static PretrainSettings read(ConfigReader reader) {
    return read(reader, ResNet.RESNET50.id());
  }

  /**
   * Reads the keys, and reports numbers that do not go together.
   *
   * @param auxiliary the architecture of the auxiliary network, the default
   */
  public static PretrainSettings read(ConfigReader reader, String auxiliary) {
    PretrainImages images = PretrainImages.read(reader);
    Backbone backbone = choice(auxiliary).read(reader);
    int batchSize = reader.integer(BATCH_KEY, 64, 2, 65_536);
    PretrainSettings settings =
        new PretrainSettings(
            images,
            backbone,
            Weights.startValues(reader, WEIGHTS_KEY, Weights.SEEDED, Map.of()),
            reader.integer("pretrain.image-size", 0, 0, 4096),
            PretrainLength.read(reader, images.federated()),
            batchSize,
            reader.integer("pretrain.groups", Math.min(4, batchSize / 2), 1, 1024),
            reader.integer("pretrain.queue", 0, 0, LARGEST_QUEUE),
            images.federated() ? QueuePolicy.read(reader) : QueuePolicy.KEEP,
            reader.number("pretrain.temperature", 0.2, 1e-3, 100),
            reader.number("pretrain.momentum", 0, 0, 1),
            reader.integer("pretrain.dimension", 128, 1, 65_536),
            reader.number(
                "pretrain.learning-rate", LEARNING_RATE * batchSize / PUBLISHED_BATCH, 0, 1e3),
            reader.whole("pretrain.seed", 0, 0, Long.MAX_VALUE));
    settings.refuse(reader);
    return settings;
  }

  private static Choice<Backbone> choice(String auxiliary) {
    return new Choice<>(
        BACKBONE_KEY,
        auxiliary,
        List.of(
            ResNet.RESNET8, ResNet.RESNET18, ResNet.RESNET20, ResNet.RESNET50, ResNet.RESNET56));
  }

  private void refuse(ConfigReader reader) {
    if (batchSize % groups != 0 || batchSize < 2 * groups) {
      reader.problem(
          "pretrain.groups",
          "a divisor of %s %s that leaves at least 2 images to a group"
              .formatted(BATCH_KEY, batchSize));
    }
    if (queue != 0 && queue < batchSize) {
      reader.problem(
          "pretrain.queue",
          "0, or at least %s, the images of a batch (%s)".formatted(batchSize, BATCH_KEY));
    }
  }

  /** Returns the fewest training images with which a client takes part: two for each group. */
  public int fewestImages() {
    return 2 * groups;
  }

  /** Returns the layers of both encoders. */
  ProjectedBackbone layers() {
    return new ProjectedBackbone(backbone, dimension);
  }

  /** Returns the number of images in a step over so many images. */
  int imagesPerStep(int images) {
    return Math.min(batchSize, images);
  }

  /** Returns the number of steps in an epoch over so many images; the last images are dropped. */
  int stepsPerEpoch(int images) {
    return Math.max(1, images / batchSize);
  }

  /** Returns K for so many images: as set, or min(4096, n/2) rounded down to whole batches. */
  int queueSize(int images) {
    if (queue > 0) {
      return queue;
    }
    int batch = imagesPerStep(images);
    return Math.max(batch, Math.min(4096, images / 2) / batch * batch);
  }

  /**
   * Returns m: as set, or 0.999, and 0.99 in a training of fewer than 20,000 steps.
   *
   * @param images training images of the largest client, or of all of them together
   */
  double keyMomentum(int images) {
    if (momentum > 0) {
      return momentum;
    }
    long steps = (long) length.epochs() * stepsPerEpoch(images);
    return steps < 20_000 ? 0.99 : 0.999;
  }
}
