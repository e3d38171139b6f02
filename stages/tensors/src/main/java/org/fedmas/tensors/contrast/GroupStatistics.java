package org.fedmas.tensors.contrast;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fedmas.tensors.Autograd;
import org.fedmas.tensors.network.layer.TensorRole;
import org.fedmas.tensors.network.layer.TensorSpec;

/**
 * The running statistics of an encoder during a step. Each group begins with the statistics from
 * before the step; the mean of what the groups alone would leave becomes the new statistics.
 */
final class GroupStatistics {

  private final Encoder encoder;
  private final NDManager manager;
  private final List<Map<String, NDArray>> groups = new ArrayList<>();

  /** Creates the statistics of one step; the manager owns the copies. */
  GroupStatistics(Encoder encoder, NDManager manager) {
    this.encoder = encoder;
    this.manager = manager;
  }

  /** Returns the encoder's arrays for the next group, with running statistics of its own. */
  Map<String, NDArray> begin() {
    Map<String, NDArray> table = new LinkedHashMap<>(encoder.arrays());
    Map<String, NDArray> own = new LinkedHashMap<>();
    try (Autograd.Recording off = Autograd.paused()) {
      for (TensorSpec spec : encoder.layers().layout().tensors()) {
        if (spec.role() == TensorRole.MEAN || spec.role() == TensorRole.VARIANCE) {
          NDArray copy = encoder.array(spec.name()).duplicate();
          copy.attach(manager);
          own.put(spec.name(), copy);
        }
      }
    }
    table.putAll(own);
    groups.add(own);
    return table;
  }

  /** Gives the encoder the mean of the groups' statistics. */
  void finish() {
    Map<String, NDArray> mean = new LinkedHashMap<>();
    try (Autograd.Recording off = Autograd.paused();
        NDManager scalars = manager.newSubManager()) {
      NDArray count = scalars.create((double) groups.size());
      for (String name : groups.get(0).keySet()) {
        NDArray sum = group(0, name);
        for (int g = 1; g < groups.size(); g++) {
          sum.addi(group(g, name));
        }
        mean.put(name, sum.divi(count));
      }
    }
    encoder.replaceStatistics(mean);
  }

  private NDArray group(int number, String name) {
    return Objects.requireNonNull(groups.get(number).get(name));
  }
}
