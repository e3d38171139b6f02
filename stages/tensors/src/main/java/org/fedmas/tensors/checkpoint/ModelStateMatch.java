package org.fedmas.tensors.checkpoint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tables.model.TensorLayout;

/** A strict comparison of a loaded model state with the tensors that a model expects. */
public final class ModelStateMatch {

  private ModelStateMatch() {}

  /**
   * Returns the loaded tensors that the model expects, in the model's order. A missing {@code
   * num_batches_tracked} becomes 0.
   *
   * @param source origin of the state, for the message
   * @param loaded tensors under the model's names, see {@link CheckpointNames}
   * @param expected name to shape, in the model's order
   * @param ignorable names that are allowed but not expected; {@code fc.*} stands for every name
   *     that starts with {@code fc.}
   * @throws MissingInputException listing all names that are missing or unexpected and all shapes
   *     and types that differ
   */
  public static ModelState strict(
      String source, ModelState loaded, Map<String, long[]> expected, List<String> ignorable) {
    Map<String, TensorLayout> layouts = new LinkedHashMap<>();
    loaded.tensors().forEach((name, tensor) -> layouts.put(name, TensorLayout.of(name, tensor)));
    require(source, StateDifference.between(layouts, expected, ignorable));
    Map<String, StoredTensor> matched = new LinkedHashMap<>();
    expected.forEach(
        (name, shape) -> {
          StoredTensor tensor = loaded.tensors().get(name);
          matched.put(
              name,
              tensor == null
                  ? StoredTensor.of(new long[(int) StoredTensor.elements(shape)], shape)
                  : tensor);
        });
    return new ModelState(matched);
  }

  /**
   * Checks that the difference is empty.
   *
   * @throws MissingInputException listing all differences
   */
  public static void require(String source, StateDifference difference) {
    if (difference.count() > 0) {
      throw new MissingInputException(
          """
          %s does not fit the model in %d of its tensors:
            %s
          Use a checkpoint of this architecture, or choose the checkpoint's architecture."""
              .formatted(source, difference.count(), String.join("\n  ", difference.lines())));
    }
  }
}
