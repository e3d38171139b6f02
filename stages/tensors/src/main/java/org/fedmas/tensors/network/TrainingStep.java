package org.fedmas.tensors.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fedmas.tensors.Autograd;
import org.fedmas.tensors.network.head.Outputs;
import org.fedmas.tensors.network.layer.DropMask;
import org.fedmas.tensors.network.layer.Gradients;
import org.fedmas.tensors.network.layer.Layout;
import org.fedmas.tensors.network.layer.Mode;
import org.fedmas.tensors.network.layer.TensorSpec;
import org.jspecify.annotations.Nullable;

/**
 * One forward and backward pass over a network, on the calling thread. Closing the step frees all
 * of its arrays; the network itself holds no gradients.
 */
public final class TrainingStep implements AutoCloseable {

  private final Network network;
  private final NDManager manager;
  private final Autograd.Recording recording;
  private final List<NDArray> tracked = new ArrayList<>();
  private final Map<String, NDArray> table;

  private TrainingStep(Network network) {
    this.network = network;
    this.recording = Autograd.recording();
    this.manager = network.manager().newSubManager();
    this.table = new LinkedHashMap<>(network.arrays());
    for (TensorSpec spec : network.layout().parameters()) {
      NDArray leaf = Autograd.track(network.array(spec.name()), manager);
      tracked.add(leaf);
      table.put(spec.name(), leaf);
    }
  }

  /** Starts a step, which has to be closed on the same thread. */
  public static TrainingStep begin(Network network) {
    return new TrainingStep(network);
  }

  /** Returns the manager that owns the step's arrays, inputs included. */
  public NDManager manager() {
    return manager;
  }

  /** Computes the outputs in train mode without dropout, recorded for {@link #backward}. */
  public Outputs forward(NDArray x) {
    return forward(x, DropMask.NONE);
  }

  /** Computes the outputs in train mode with the mask's dropout, recorded for {@link #backward}. */
  public Outputs forward(NDArray x, DropMask mask) {
    return network.forward(table, x, Mode.TRAIN, mask);
  }

  /** Returns the parameters as the loss sees them, in the order of {@link Layout#parameters()}. */
  public List<NDArray> parameters() {
    return List.copyOf(tracked);
  }

  /** Returns the gradients of a scalar for every parameter and frees the recording. */
  public Gradients backward(NDArray loss) {
    Autograd.backward(loss);
    List<@Nullable NDArray> gradients = new ArrayList<>();
    tracked.forEach(leaf -> gradients.add(Autograd.gradient(leaf)));
    return new Gradients(gradients, manager);
  }

  @Override
  public void close() {
    recording.close();
    manager.close();
  }
}
