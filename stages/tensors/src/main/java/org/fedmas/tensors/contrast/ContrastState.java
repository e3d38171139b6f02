package org.fedmas.tensors.contrast;

import java.util.LinkedHashMap;
import java.util.Map;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.StoredTensor;

/**
 * The state of a training between two steps.
 *
 * @param query the query encoder
 * @param key the key encoder
 * @param queue the keys, [dimension, K]
 * @param pointer the column that the next key overwrites
 * @param velocity the optimiser's state; empty before the first step
 */
public record ContrastState(
    ModelState query, ModelState key, StoredTensor queue, int pointer, ModelState velocity) {

  /** The prefix of the query encoder's tensors in a file. */
  public static final String QUERY = "encoder_q.";

  /** The prefix of the key encoder's tensors in a file. */
  public static final String KEY = "encoder_k.";

  private static final String QUEUE = "queue";
  private static final String POINTER = "queue_ptr";

  /** Returns two encoders as one state, under the prefixes of public checkpoints. */
  public static ModelState encoders(ModelState query, ModelState key) {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    query.tensors().forEach((name, tensor) -> tensors.put(QUERY + name, tensor));
    key.tensors().forEach((name, tensor) -> tensors.put(KEY + name, tensor));
    return new ModelState(tensors);
  }

  /** Returns the encoders as one state. */
  public ModelState encoders() {
    return encoders(query, key);
  }

  /** Returns the queue as a state, under the names of public checkpoints. */
  public ModelState keys() {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    tensors.put(QUEUE, queue);
    tensors.put(POINTER, StoredTensor.of(new long[] {pointer}, 1));
    return new ModelState(tensors);
  }

  /**
   * Returns the state of stored parts.
   *
   * @param encoders as {@link #encoders()} gives them
   * @param keys as {@link #keys()} gives them
   */
  public static ContrastState of(ModelState encoders, ModelState keys, ModelState velocity) {
    return new ContrastState(
        encoders.part(QUERY),
        encoders.part(KEY),
        keys.tensor(QUEUE),
        Math.toIntExact(keys.tensor(POINTER).longs()[0]),
        velocity);
  }
}
