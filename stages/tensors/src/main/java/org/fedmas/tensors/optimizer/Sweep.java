package org.fedmas.tensors.optimizer;

import ai.djl.ndarray.NDArray;
import java.nio.FloatBuffer;
import java.util.List;
import org.fedmas.tensors.MemoryView;
import org.fedmas.tensors.network.layer.Gradients;

/**
 * An optimiser's step on the CPU in one pass over memory, in blocks that fit into the first-level
 * cache. The engine's operations would pass over the same memory ten times.
 */
final class Sweep {

  private static final int BLOCK = 1024;

  /** The update of a block: a plain loop, which the compiler vectorises. */
  @FunctionalInterface
  interface Rule {

    /**
     * Updates parameters and slots.
     *
     * @param slots the slots of the state, in the optimiser's order
     * @param length the number of valid numbers in each array
     */
    void apply(float[] parameter, float[] gradient, float[][] slots, int length);
  }

  private final Rule rule;
  private final float[] parameter = new float[BLOCK];
  private final float[] gradient = new float[BLOCK];
  private final float[][] slots;

  private Sweep(Rule rule, int slots) {
    this.rule = rule;
    this.slots = new float[slots][BLOCK];
  }

  /** Returns whether the sweep can access the memory of these arrays. */
  static boolean suits(List<NDArray> parameters) {
    return parameters.stream().allMatch(MemoryView::suits);
  }

  static void run(Rule rule, List<NDArray> parameters, Gradients gradients, OptimizerState state) {
    Sweep sweep = new Sweep(rule, state.slotCount());
    for (int i = 0; i < parameters.size(); i++) {
      NDArray given = gradients.of(i);
      if (given != null) {
        sweep.over(
            state.parameterMemory(i, parameters.get(i)),
            MemoryView.reading(given),
            state.slotMemory(i));
      }
    }
  }

  private void over(FloatBuffer parameters, FloatBuffer gradients, List<FloatBuffer> state) {
    int size = parameters.capacity();
    for (int from = 0; from < size; from += BLOCK) {
      int length = Math.min(BLOCK, size - from);
      parameters.get(from, parameter, 0, length);
      gradients.get(from, gradient, 0, length);
      for (int s = 0; s < slots.length; s++) {
        state.get(s).get(from, slots[s], 0, length);
      }
      rule.apply(parameter, gradient, slots, length);
      parameters.put(from, parameter, 0, length);
      for (int s = 0; s < slots.length; s++) {
        state.get(s).put(from, slots[s], 0, length);
      }
    }
  }
}
