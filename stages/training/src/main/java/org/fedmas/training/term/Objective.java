package org.fedmas.training.term;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.function.Function;
import org.fedmas.tensors.network.TrainingStep;
import org.fedmas.tensors.network.head.Outputs;
import org.jspecify.annotations.Nullable;

/**
 * What one step minimises: a sum that begins with the classification loss of the first logits and
 * grows term by term. Its arrays belong to the step.
 */
public final class Objective {

  private final TrainingStep step;
  private final NDArray images;
  private final NDArray labels;
  private final Outputs outputs;
  private final Function<NDManager, @Nullable NDArray> references;
  private NDArray total;
  private @Nullable NDArray compared;

  /**
   * Creates the objective before any term.
   *
   * @param images [n, 3, side, side] that went in
   * @param labels [n]
   * @param outputs what came out, recorded
   * @param references makes the auxiliary network's features of the images, [n, D]; null without
   * @param loss the classification loss, a scalar
   */
  public Objective(
      TrainingStep step,
      NDArray images,
      NDArray labels,
      Outputs outputs,
      Function<NDManager, @Nullable NDArray> references,
      NDArray loss) {
    this.step = step;
    this.images = images;
    this.labels = labels;
    this.outputs = outputs;
    this.references = references;
    this.total = loss;
  }

  /** Adds a scalar. */
  void add(NDArray value) {
    total = total.add(value);
  }

  /** Notes a number per sample, [n], for S_kc. */
  void compare(NDArray perSample) {
    compared = perSample;
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

  /** Returns the parameters as the loss sees them. */
  List<NDArray> parameters() {
    return step.parameters();
  }

  /** Returns the auxiliary network's features, [n, D]. */
  NDArray requireReferences() {
    NDArray made = references.apply(step.manager());
    if (made == null) {
      throw new IllegalStateException("the batch has no features of the auxiliary network");
    }
    return made;
  }

  /** Returns the sum so far, a scalar. */
  public NDArray total() {
    return total;
  }

  /** What S_kc is the class-wise mean of, [n]; null where no term gave it. */
  public @Nullable NDArray compared() {
    return compared;
  }
}
