package org.fedmas.prior;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.fedmas.contract.Federation;
import org.fedmas.contract.UnitContext;
import org.fedmas.tables.model.ClientEntries;
import org.fedmas.tables.model.LinearHead;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.RetrainedHead;
import org.fedmas.tables.partition.Part;
import org.fedmas.tensors.ComputeDevice;
import org.fedmas.tensors.Numerics;
import org.fedmas.tensors.Precision;
import org.fedmas.tensors.TensorEngine;
import org.fedmas.tensors.config.ModelSettings;
import org.fedmas.tensors.input.PixelBatch;
import org.fedmas.tensors.input.PreparedImage;
import org.fedmas.tensors.input.PreparedImages;
import org.fedmas.tensors.network.EvaluationNetwork;

/**
 * The losses per class, or the gradients of the classifier, on one client's training images in one
 * round. Images are not augmented.
 */
record ClientMeasurement(UnitContext unit, ModelSettings model) {

  /** Measures and writes the losses. */
  void writeLosses() throws IOException {
    int classes = classes();
    measure(
        network -> {
          LossPass pass = new LossPass(network, classes);
          return new Pass(
              pass::add,
              () ->
                  pass.summary(unit.client().number(), unit.round().number()).write(unit.output()));
        });
  }

  /** Measures and writes the gradients. */
  void writeGradients() throws IOException {
    LinearHead head = RetrainedHead.of(unit.input(PriorStage.MODEL));
    measure(
        network -> {
          GradientPass pass = new GradientPass(network, head);
          return new Pass(pass::add, () -> pass.write(unit.output()));
        });
  }

  /** A writer of the result. */
  private interface Result {
    void write() throws IOException;
  }

  /** A measurement: the receiver of batches, and the writer of the result. */
  private record Pass(BiConsumer<int[], NDArray> batches, Result result) {}

  private void measure(Function<EvaluationNetwork, Pass> kind) throws IOException {
    Path partition = unit.input(PriorStage.PARTITION);
    int classes = classes();
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
                model.backbone(),
                model.head(),
                classes,
                state,
                manager,
                Precision.of(unit.numerics()))) {
      List<PreparedImage> images = prepared.list();
      Pass pass = kind.apply(network);
      int size = EvaluationNetwork.batchSize(device);
      for (int from = 0; from < images.size(); from += size) {
        add(images.subList(from, Math.min(images.size(), from + size)), pass, network.manager());
        unit.progress().images(Math.min(images.size(), from + size), images.size());
      }
      pass.result().write();
    }
  }

  private int classes() throws IOException {
    return Federation.read(unit.input(PriorStage.PARTITION)).classes().size();
  }

  private static void add(List<PreparedImage> images, Pass pass, NDManager manager) {
    PixelBatch pixels = new PixelBatch(images.size());
    images.forEach(image -> pixels.add(image.stored()));
    try (NDManager step = manager.newSubManager()) {
      pass.batches()
          .accept(images.stream().mapToInt(PreparedImage::label).toArray(), pixels.upload(step));
    }
  }
}
