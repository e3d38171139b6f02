package org.fedmas.tensors.input;

import ai.djl.ndarray.NDManager;
import java.util.List;
import org.fedmas.images.RgbImage;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tensors.ComputeDevice;
import org.fedmas.tensors.Precision;
import org.fedmas.tensors.TensorEngine;
import org.fedmas.tensors.Transfer;
import org.fedmas.tensors.config.ModelSettings;
import org.fedmas.tensors.network.EvaluationNetwork;

/**
 * A trained network that turns prepared images into class probabilities. Equal batches give equal
 * bits on one kind of processor with equal threads. Not safe for use by several threads.
 */
public final class ImageClassifier implements AutoCloseable {

  private final NDManager manager;
  private final EvaluationNetwork network;
  private final int classes;

  /**
   * Creates a classifier.
   *
   * @param classes number of classes
   * @throws org.fedmas.contract.error.MissingInputException if the state lacks an entry or has
   *     another shape for it
   */
  public ImageClassifier(ModelSettings model, int classes, ModelState state, ComputeDevice device) {
    this.classes = classes;
    this.manager = TensorEngine.newManager(device);
    try {
      this.network =
          EvaluationNetwork.of(
              model.backbone(), model.head(), classes, state, manager, Precision.FLOAT32);
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  /** Returns the number of images per batch in runs, which affects last bits. */
  public static int batchSize(ComputeDevice device) {
    return EvaluationNetwork.batchSize(device);
  }

  /**
   * Returns the class probabilities of a batch, [images][classes].
   *
   * @param images prepared, square, of equal size
   */
  public float[][] probabilities(List<RgbImage> images) {
    PixelBatch pixels = new PixelBatch(images.size());
    images.forEach(pixels::add);
    try (NDManager step = network.manager().newSubManager()) {
      return ClassProbabilities.of(Transfer.floats(network.logits(pixels.upload(step))), classes);
    }
  }

  @Override
  public void close() {
    network.close();
    manager.close();
  }
}
