package org.fedmas.training.term;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.fedmas.tensors.network.TrainingStep;
import org.fedmas.tensors.network.head.Outputs;
import org.jspecify.annotations.Nullable;

/** One step's classification loss, to which terms add. The arrays belong to the step. */
public final class Objective {

  /** The part that is the classification loss. */
  public static final String SUPERVISED = "supervised";

  private final TrainingStep step;
  private final NDArray images;
  private final NDArray labels;
  private final Outputs outputs;
  private final Function<NDManager, @Nullable NDArray> features;
  private final Map<String, NDArray> parts = new LinkedHashMap<>();
  private NDArray total;
  private @Nullable NDArray divergence;

  /**
   * Creates the objective before any term.
   *
   * @param images [n, 3, side, side], the input
   * @param labels [n]
   * @param outputs the network's outputs, recorded
   * @param features makes the auxiliary network's features of the images, [n, D], or returns null
   * @param loss the classification loss, a scalar
   */
  public Objective(
      TrainingStep step,
      NDArray images,
      NDArray labels,
      Outputs outputs,
      Function<NDManager, @Nullable NDArray> features,
      NDArray loss) {
    this.step = step;
    this.images = images;
    this.labels = labels;
    this.outputs = outputs;
    this.features = features;
    this.total = loss;
    parts.put(SUPERVISED, loss);
  }

  /** Adds a scalar, a part of that name. */
  void add(String part, NDArray value) {
    total = total.add(value);
    parts.put(part, value);
  }

  /** Records δ of each sample, [n], for S_kc. */
  void recordDivergence(NDArray perSample) {
    divergence = perSample;
  }

  NDArray images() {
    return images;
  }

  NDArray labels() {
    return labels;
  }

  Outputs outputs() {
    return outputs;
  }

  /** Returns the recorded parameters, of which the loss is a function. */
  List<NDArray> parameters() {
    return step.parameters();
  }

  /** Returns the auxiliary network's features, [n, D]. */
  NDArray requireFeatures() {
    NDArray made = features.apply(step.manager());
    if (made == null) {
      throw new IllegalStateException("the batch has no features of the auxiliary network");
    }
    return made;
  }

  /** Returns the sum so far, a scalar. */
  public NDArray total() {
    return total;
  }

  /** Returns the summands of the total by name, in the order in which they were added. */
  public Map<String, NDArray> parts() {
    return Collections.unmodifiableMap(parts);
  }

  /** Returns δ of each sample, [n]; null if no term recorded it. */
  public @Nullable NDArray divergence() {
    return divergence;
  }
}
