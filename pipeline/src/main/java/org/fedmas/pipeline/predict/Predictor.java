package org.fedmas.pipeline.predict;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.fedmas.contract.error.InterruptedRunException;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.images.RgbImage;
import org.fedmas.images.decode.ImageUnreadableException;
import org.fedmas.images.decode.PreparedPicture;
import org.fedmas.pipeline.model.DeployedModel;
import org.fedmas.pipeline.model.InputStatistics;
import org.fedmas.pipeline.model.InputValue;
import org.fedmas.pipeline.model.ModelDescription;
import org.fedmas.preprocess.PreparationSettings;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.prediction.ImagePrediction;
import org.fedmas.tensors.ComputeDevice;
import org.fedmas.tensors.TensorEngine;
import org.fedmas.tensors.input.ClassProbabilities;
import org.fedmas.tensors.input.ImageClassifier;
import org.jspecify.annotations.Nullable;

/**
 * The application of a model to a stream of files. Several threads decode ahead while one computes;
 * at most {@link #AHEAD} prepared images are held. Batches have the size of those in runs, so the
 * readable images of a run in its order get the run's probabilities to the bit.
 */
public final class Predictor implements AutoCloseable {

  private static final ComputeDevice DEVICE = ComputeDevice.CPU;

  /** The number of images that are decoded ahead. */
  static final int AHEAD = 64;

  /** A decoded image, or the reason why it has none. */
  private record Prepared(
      String name, @Nullable RgbImage pixels, List<String> warnings, @Nullable String failure) {}

  private final ModelDescription model;
  private final ModelState state;
  private final int threads;
  private final PreparationSettings preparation;
  private final ExecutorService decoders;
  private @Nullable ImageClassifier classifier;

  /**
   * Creates a predictor. The first images are decoded before it needs the tensor engine.
   *
   * @param threads threads of the engine, which affect last bits
   */
  public Predictor(DeployedModel model, int threads) {
    this.model = model.description();
    this.state = model.state();
    this.threads = threads;
    this.preparation = this.model.preparation();
    preparation.decoding().library().required();
    this.decoders = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
  }

  /**
   * Predicts all images and hands each result on. Predictions are in the order of the images; an
   * image without one is named when its turn to be decoded comes.
   *
   * @throws MissingInputException if the model's values do not fit its network
   */
  public void predict(Iterator<InputImage> images, PredictionListener listener) throws IOException {
    Deque<Future<Prepared>> ahead = new ArrayDeque<>();
    List<Prepared> batch = new ArrayList<>();
    while (images.hasNext() || !ahead.isEmpty()) {
      while (images.hasNext() && ahead.size() < AHEAD) {
        InputImage image = images.next();
        ahead.add(decoders.submit(() -> prepare(image)));
      }
      ImageClassifier network = classifier(); // loads while the first images are decoded
      Prepared next = taken(ahead.remove());
      if (next.pixels() == null) {
        listener.skipped(next.name(), Objects.requireNonNull(next.failure()));
        continue;
      }
      batch.add(next);
      if (batch.size() == ImageClassifier.batchSize(DEVICE)) {
        flush(batch, network, listener);
      }
    }
    if (!batch.isEmpty()) {
      flush(batch, classifier(), listener);
    }
  }

  private ImageClassifier classifier() {
    ImageClassifier made = classifier;
    if (made == null) {
      TensorEngine.useThreads(threads);
      made = new ImageClassifier(model.network(), model.classes().size(), state, DEVICE);
      classifier = made;
    }
    return made;
  }

  private void flush(List<Prepared> batch, ImageClassifier network, PredictionListener listener)
      throws IOException {
    float[][] rows =
        network.probabilities(
            batch.stream().map(one -> Objects.requireNonNull(one.pixels())).toList());
    for (int row = 0; row < rows.length; row++) {
      Prepared one = batch.get(row);
      listener.predicted(
          new ImagePrediction(
              one.name(),
              model.classes().get(ClassProbabilities.largest(rows[row])),
              rows[row],
              one.warnings().isEmpty() ? null : String.join("; ", one.warnings())));
    }
    batch.clear();
  }

  private Prepared prepare(InputImage image) {
    try {
      PreparedPicture picture = image.source().prepared(preparation);
      List<String> warnings = new ArrayList<>();
      InputStatistics inputs = model.inputs();
      if (inputs != null) {
        warnings.addAll(inputs.warnings(InputValue.of(picture.source(), picture.image())));
      }
      picture.warnings().forEach(text -> warnings.add("damaged file: " + text));
      return new Prepared(image.name(), picture.image(), warnings, null);
    } catch (ImageUnreadableException e) {
      return new Prepared(image.name(), null, List.of(), e.reason());
    } catch (MissingInputException e) {
      return new Prepared(image.name(), null, List.of(), String.valueOf(e.getMessage()));
    }
  }

  private static Prepared taken(Future<Prepared> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedRunException("the prediction was stopped");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public void close() {
    decoders.shutdownNow();
    if (classifier != null) {
      classifier.close();
    }
  }
}
