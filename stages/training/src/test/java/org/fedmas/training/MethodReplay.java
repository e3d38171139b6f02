package org.fedmas.training;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.nio.file.Path;
import org.fedmas.contract.Round;
import org.fedmas.tensors.ComputeDevice;
import org.fedmas.tensors.TensorEngine;

/** A replay of one run of {@code methods.json}, compared with the file after every round. */
final class MethodReplay {

  private MethodReplay() {}

  static void compare(MethodFederation federation, String run, DataType type, Path folder)
      throws Exception {
    try (NDManager manager = TensorEngine.newManager(ComputeDevice.CPU);
        MethodRun ours = new MethodRun(federation, run, type, folder, manager)) {
      MethodComparison comparison = new MethodComparison(federation, run, type, ours);
      for (int index = 0; index < federation.runs().get(run).get("history").size(); index++) {
        comparison.round(index, ours.round(new Round(index + 1)));
      }
    }
  }
}
