package org.fedmas.prior;

import ai.djl.ndarray.NDManager;
import org.fedmas.contract.ClassCounts;
import org.fedmas.contract.config.ConfigProblems;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.config.ConfigSource;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.tensors.ComputeDevice;
import org.fedmas.tensors.Precision;
import org.fedmas.tensors.TensorEngine;
import org.fedmas.tensors.network.EvaluationNetwork;
import org.fedmas.tensors.network.backbone.ResNet;
import org.fedmas.tensors.network.head.AuxiliaryHead;
import org.fedmas.tensors.network.layer.SeededInitialisation;

/** Prior passes through a small network with drawn weights. */
final class TestPass implements AutoCloseable {

  private final NDManager manager = TensorEngine.newManager(ComputeDevice.CPU);
  private final EvaluationNetwork network;

  TestPass(int classes) {
    AuxiliaryHead head = new AuxiliaryHead(6);
    network =
        EvaluationNetwork.of(
            ResNet.RESNET8,
            head,
            classes,
            SeededInitialisation.of(head.layout(ResNet.RESNET8, classes), RandomKey.of(5)),
            manager,
            Precision.FLOAT32);
  }

  NDManager manager() {
    return manager;
  }

  EvaluationNetwork network() {
    return network;
  }

  /** Returns a pass under these settings, such as {@code alignment.weight=0}. */
  PriorPass begin(ClassCounts counts, String... assignments) {
    ConfigSource source = ConfigSource.yaml("test", "", new ConfigProblems());
    for (String assignment : assignments) {
      source.set(assignment);
    }
    return new PriorPass(network, PriorSettings.read(ConfigReader.of(source)), counts);
  }

  @Override
  public void close() {
    manager.close();
  }
}
