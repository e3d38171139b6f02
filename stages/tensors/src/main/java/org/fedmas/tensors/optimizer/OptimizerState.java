package org.fedmas.tensors.optimizer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tensors.MemoryView;
import org.fedmas.tensors.Transfer;
import org.fedmas.tensors.network.Network;
import org.fedmas.tensors.network.layer.TensorSpec;

/**
 * The state of an optimiser for a network's parameters: the number of steps, and tensors in the
 * parameters' shapes. A float32 state survives saving and loading bit for bit.
 *
 * <p>Saved as {@code step} (int64) and {@code <parameter>.<slot>} (float32).
 */
public final class OptimizerState implements AutoCloseable {

  private static final String STEP = "step";

  private final List<String> slots;
  private final List<TensorSpec> parameters;
  private final NDManager manager;
  private final Map<String, List<NDArray>> tensors = new LinkedHashMap<>();
  private final List<List<FloatBuffer>> slotMemory = new ArrayList<>();
  private final Map<Integer, Memory> parameterMemory = new HashMap<>();
  private long steps;

  private record Memory(NDArray array, FloatBuffer numbers) {}

  private OptimizerState(Optimizer optimizer, List<TensorSpec> parameters, NDManager parent) {
    this.slots = optimizer.slots();
    this.parameters = parameters;
    this.manager = parent.newSubManager();
  }

  /** Returns the state before the first step: zeros. */
  public static OptimizerState zero(Optimizer optimizer, Network network, NDManager parent) {
    return zero(optimizer, network.layout().parameters(), network.parameters(), parent);
  }

  /**
   * Returns the state of parameters outside of a network before the first step.
   *
   * @param parameters their names and shapes
   * @param arrays their live arrays, in the same order
   */
  public static OptimizerState zero(
      Optimizer optimizer, List<TensorSpec> parameters, List<NDArray> arrays, NDManager parent) {
    OptimizerState state = new OptimizerState(optimizer, parameters, parent);
    for (String slot : state.slots) {
      List<NDArray> zeros = new ArrayList<>();
      for (NDArray parameter : arrays) {
        zeros.add(Transfer.zeros(state.manager, parameter.getShape(), parameter.getDataType()));
      }
      state.tensors.put(slot, zeros);
    }
    return state;
  }

  /**
   * Returns a state loaded from the result of {@link #save()}.
   *
   * @throws MissingInputException if a tensor is missing or has another shape, for example in the
   *     state of another optimiser
   */
  public static OptimizerState of(
      Optimizer optimizer, Network network, ModelState saved, NDManager parent) {
    return of(optimizer, network.layout().parameters(), network.parameters(), saved, parent);
  }

  /** Returns the state of parameters outside of a network, loaded like that of a network. */
  public static OptimizerState of(
      Optimizer optimizer,
      List<TensorSpec> parameters,
      List<NDArray> arrays,
      ModelState saved,
      NDManager parent) {
    OptimizerState state = new OptimizerState(optimizer, parameters, parent);
    state.steps = require(optimizer, saved, STEP, 1).longs()[0];
    for (String slot : state.slots) {
      List<NDArray> loaded = new ArrayList<>();
      for (int i = 0; i < state.parameters.size(); i++) {
        TensorSpec spec = state.parameters.get(i);
        StoredTensor tensor = require(optimizer, saved, name(spec, slot), spec.size());
        loaded.add(Transfer.upload(state.manager, tensor, arrays.get(i).getDataType()));
      }
      state.tensors.put(slot, loaded);
    }
    return state;
  }

  /** Returns all values, from which training can resume. */
  public ModelState save() {
    Map<String, StoredTensor> saved = new LinkedHashMap<>();
    saved.put(STEP, StoredTensor.of(new long[] {steps}));
    for (int i = 0; i < parameters.size(); i++) {
      for (String slot : slots) {
        saved.put(name(parameters.get(i), slot), Transfer.download(slot(slot).get(i)));
      }
    }
    return new ModelState(saved);
  }

  /** Returns the number of steps so far. */
  public long steps() {
    return steps;
  }

  long countStep() {
    return ++steps;
  }

  /** Returns the live tensors of a slot, one per parameter. */
  List<NDArray> slot(String slot) {
    List<NDArray> found = tensors.get(slot);
    if (found == null) {
      throw new IllegalArgumentException(
          "the state has " + slots + ", not " + slot + ": it belongs to another optimiser");
    }
    return found;
  }

  int slotCount() {
    return slots.size();
  }

  /** Returns the engine's memory of one parameter's slots, in the order of the slots. */
  List<FloatBuffer> slotMemory(int parameter) {
    if (slotMemory.isEmpty()) {
      for (int i = 0; i < parameters.size(); i++) {
        int of = i;
        slotMemory.add(slots.stream().map(slot -> MemoryView.of(slot(slot).get(of))).toList());
      }
    }
    return slotMemory.get(parameter);
  }

  /** Returns the engine's memory of a parameter, cached until the parameter is another array. */
  FloatBuffer parameterMemory(int index, NDArray parameter) {
    Memory known = parameterMemory.get(index);
    if (known == null || known.array() != parameter) {
      known = new Memory(parameter, MemoryView.of(parameter));
      parameterMemory.put(index, known);
    }
    return known.numbers();
  }

  @Override
  public void close() {
    manager.close();
  }

  private static String name(TensorSpec spec, String slot) {
    return spec.name() + "." + slot;
  }

  private static StoredTensor require(
      Optimizer optimizer, ModelState saved, String name, int size) {
    if (!saved.names().contains(name) || saved.tensor(name).size() != size) {
      throw new MissingInputException(
          """
          the saved state of optimiser %s has no tensor %s of %s numbers. \
          Was it saved with another optimiser or network?"""
              .formatted(optimizer.id(), name, size));
    }
    return saved.tensor(name);
  }
}
