package org.fedmas.prior;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.fedmas.contract.Federation;
import org.fedmas.contract.UnitContext;
import org.fedmas.tables.model.ClientEntries;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.partition.Part;
import org.fedmas.tensors.ComputeDevice;
import org.fedmas.tensors.Numerics;
import org.fedmas.tensors.TensorEngine;
import org.fedmas.tensors.config.ModelSettings;
import org.fedmas.tensors.input.PixelBatch;
import org.fedmas.tensors.input.PreparedImage;
import org.fedmas.tensors.input.PreparedImages;
import org.fedmas.tensors.network.EvaluationNetwork;

/**
 * The losses of one client's training images in one round, without augmentation, from artifacts to
 * artifact.
 */
record ClientLosses(UnitContext unit, ModelSettings model) {

  void write() throws IOException {
    Path partition = unit.input(PriorStage.PARTITION);
    int classes = Federation.read(partition).classes().size();
    ComputeDevice device = ComputeDevice.of(unit.numerics().getOrDefault(Numerics.DEVICE, "cpu"));
    Path received = unit.input(PriorStage.MODEL);
    List<Path> own = unit.inputs(PriorStage.OWN);
    ModelState state = ClientEntries.model(received, own.isEmpty() ? received : own.get(0));
    try (PreparedImages prepared =
            PreparedImages.of(
                unit.inputs(PriorStage.IMAGES), partition, unit.client(), Part.TRAIN);
        NDManager manager = TensorEngine.newManager(device);
        EvaluationNetwork network =
            EvaluationNetwork.of(
                model.backbone(), model.head(), classes, state, manager)) {
      List<PreparedImage> images = prepared.list();
      LossPass pass = new LossPass(network, classes);
      int size = EvaluationNetwork.batchSize(device);
      for (int from = 0; from < images.size(); from += size) {
        add(images.subList(from, Math.min(images.size(), from + size)), pass, network.manager());
        unit.progress().images(pass.seen(), images.size());
      }
      pass.summary(unit.client().number(), unit.round().number()).write(unit.output());
    }
  }

  private static void add(List<PreparedImage> images, LossPass pass, NDManager manager) {
    PixelBatch pixels = new PixelBatch(images.size());
    images.forEach(image -> pixels.add(image.stored()));
    try (NDManager step = manager.newSubManager()) {
      pass.add(images.stream().mapToInt(PreparedImage::label).toArray(), pixels.upload(step));
    }
  }
}
