package org.fedmas.tensors.network.layer;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tables.model.TensorType;

/**
 * The ordered list of a network's tensors, with their names and shapes. Plain Java; the engine is
 * not loaded.
 *
 * @param tensors parameters and buffers in the order of PyTorch's state dict
 */
public record Layout(List<TensorSpec> tensors) {

  public Layout {
    tensors = List.copyOf(tensors);
  }

  /** Returns the tensors that an optimiser changes, in order. */
  public List<TensorSpec> parameters() {
    return tensors.stream().filter(spec -> spec.role().trainable()).toList();
  }

  /**
   * Returns the tensors of a state that belong to this layout, in its order.
   *
   * @throws MissingInputException as {@link #requireIn}
   */
  public ModelState of(ModelState state) {
    requireIn(state);
    Map<String, StoredTensor> own = new LinkedHashMap<>();
    tensors.forEach(spec -> own.put(spec.name(), state.tensor(spec.name())));
    return new ModelState(own);
  }

  /**
   * Checks that a state has every tensor with its shape and type; additional tensors are allowed.
   *
   * @throws MissingInputException naming the first tensor that is missing or different
   */
  public void requireIn(ModelState state) {
    requireIn(state, Set.of(TensorType.F32));
  }

  /** Checks that a state has every tensor with its shape and one of these types. */
  public void requireIn(ModelState state, Set<TensorType> numbers) {
    for (TensorSpec spec : tensors) {
      if (!state.names().contains(spec.name())) {
        throw new MissingInputException(
            """
            the model state has no tensor %s; it holds %s tensors, beginning with %s. \
            Is it a state of another network?"""
                .formatted(
                    spec.name(), state.names().size(), state.names().stream().limit(3).toList()));
      }
      StoredTensor found = state.tensor(spec.name());
      boolean count = spec.role() == TensorRole.COUNT;
      boolean typed = count ? found.type() == TensorType.I64 : numbers.contains(found.type());
      if (!typed || !Arrays.equals(found.shape(), spec.dimensions())) {
        throw new MissingInputException(
            "tensor %s of the model state is %s, expected %s%s. Is it a state of another network?"
                .formatted(
                    spec.name(), found, count ? TensorType.I64 : TensorType.F32, spec.shape()));
      }
    }
  }
}
