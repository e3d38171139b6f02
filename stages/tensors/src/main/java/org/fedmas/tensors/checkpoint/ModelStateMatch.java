package org.fedmas.tensors.checkpoint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.StoredTensor;

/**
 * Brings a loaded model state into exactly the form that a model expects, or says all that differs.
 */
public final class ModelStateMatch {

  /** Files from before PyTorch 0.4.1 lack these counters; nothing that we compute reads them. */
  private static final String OPTIONAL_COUNTER = "num_batches_tracked";

  private static final String ANYTHING = "*";

  private ModelStateMatch() {}

  /**
   * The loaded tensors that the model expects, in the model's order. A missing {@code
   * num_batches_tracked} becomes 0.
   *
   * @param source where the state comes from, for the message
   * @param loaded tensors under the model's names, see {@link CheckpointNames}
   * @param expected name to shape, in the model's order
   * @param ignorable names that may be there without being expected; {@code fc.*} stands for every
   *     name that starts with {@code fc.}
   * @throws MissingInputException if names are missing or unexpected, or shapes differ; it lists
   *     all
   */
  public static ModelState strict(
      String source, ModelState loaded, Map<String, long[]> expected, List<String> ignorable) {
    List<String> problems = new ArrayList<>();
    Map<String, StoredTensor> matched = new LinkedHashMap<>();
    expected.forEach(
        (name, shape) -> {
          StoredTensor tensor = loaded.tensors().get(name);
          if (tensor == null && isCounter(name)) {
            matched.put(name, StoredTensor.of(new long[(int) StoredTensor.elements(shape)], shape));
          } else if (tensor == null) {
            problems.add("missing " + name + " " + Arrays.toString(shape));
          } else if (!Arrays.equals(tensor.shape(), shape)) {
            problems.add(
                "shape of "
                    + name
                    + ": found "
                    + Arrays.toString(tensor.shape())
                    + ", expected "
                    + Arrays.toString(shape));
          } else {
            matched.put(name, tensor);
          }
        });
    loaded
        .tensors()
        .forEach(
            (name, tensor) -> {
              if (!expected.containsKey(name)
                  && ignorable.stream().noneMatch(pattern -> covers(pattern, name))) {
                problems.add("unexpected " + name + " " + Arrays.toString(tensor.shape()));
              }
            });
    if (!problems.isEmpty()) {
      throw new MissingInputException(
          source
              + " does not fit the model in "
              + problems.size()
              + " of its tensors:\n  "
              + String.join("\n  ", problems)
              + "\nUse the checkpoint of this very architecture, or choose the architecture that"
              + " it was made for.");
    }
    return new ModelState(matched);
  }

  private static boolean isCounter(String name) {
    return name.equals(OPTIONAL_COUNTER) || name.endsWith("." + OPTIONAL_COUNTER);
  }

  private static boolean covers(String pattern, String name) {
    return pattern.endsWith(ANYTHING)
        ? name.startsWith(pattern.substring(0, pattern.length() - 1))
        : name.equals(pattern);
  }
}
