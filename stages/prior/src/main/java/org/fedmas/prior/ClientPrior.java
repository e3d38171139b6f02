package org.fedmas.prior;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.fedmas.contract.ClassCounts;
import org.fedmas.contract.Federation;
import org.fedmas.contract.UnitContext;
import org.fedmas.images.view.ViewSettings;
import org.fedmas.tables.model.ClientEntries;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.summary.PriorSummary;
import org.fedmas.tensors.ComputeDevice;
import org.fedmas.tensors.Numerics;
import org.fedmas.tensors.Precision;
import org.fedmas.tensors.TensorEngine;
import org.fedmas.tensors.config.ModelSettings;
import org.fedmas.tensors.input.AuxiliaryFeatures;
import org.fedmas.tensors.input.Originals;
import org.fedmas.tensors.input.Prefetcher;
import org.fedmas.tensors.input.PreparedImage;
import org.fedmas.tensors.input.PreparedImages;
import org.fedmas.tensors.input.ViewBatch;
import org.fedmas.tensors.input.ViewRenderer;
import org.fedmas.tensors.input.ViewedImage;
import org.fedmas.tensors.network.EvaluationNetwork;
import org.fedmas.tensors.network.head.HeadTensor;
import org.fedmas.tensors.network.layer.Layout;
import org.jspecify.annotations.Nullable;

/** One client's class prior in one round, from artifacts to artifact. */
record ClientPrior(UnitContext unit, PriorSettings settings) {

  void write() throws IOException {
    ModelSettings model = settings.model();
    ViewSettings views = settings.views();
    Path partition = unit.input(PriorStage.PARTITION);
    int classes = Federation.read(partition).classes().size();
    ComputeDevice device = ComputeDevice.of(unit.numerics().getOrDefault(Numerics.DEVICE, "cpu"));
    try (PreparedImages prepared =
            PreparedImages.of(
                unit.inputs(PriorStage.IMAGES), partition, unit.client(), Part.TRAIN);
        NDManager manager = TensorEngine.newManager(device);
        EvaluationNetwork network =
            EvaluationNetwork.of(
                model.backbone(),
                model.head(),
                classes,
                measuringModel(classes),
                manager,
                Precision.of(unit.numerics()));
        Originals originals = Originals.open(unit.inputs(PriorStage.ORIGINALS));
        AuxiliaryFeatures auxiliary =
            settings.alignmentWeight() == 0
                ? null
                : AuxiliaryFeatures.open(unit, settings.auxiliary(), manager)) {
      List<PreparedImage> images = prepared.list();
      int[] labels = images.stream().mapToInt(PreparedImage::label).toArray();
      PriorPass pass = new PriorPass(network, settings, ClassCounts.ofLabels(labels, classes));
      int size = EvaluationNetwork.batchSize(device);
      List<List<ViewedImage>> viewed =
          cut(settings.plan().images(images, views, unit.round(), unit.client()), size);
      try (Prefetcher<List<ViewedImage>, ViewBatch> batches =
          new ViewRenderer(views, originals).ahead(viewed.iterator(), size)) {
        while (batches.hasNext()) {
          add(batches.next(), pass, network.manager(), auxiliary);
          unit.progress().images(pass.seen().total(), images.size());
        }
      }
      summary(pass, auxiliary).write(unit.output());
    }
  }

  /** Returns the received model, with the client's own head where the client keeps it. */
  private ModelState measuringModel(int classes) throws IOException {
    Path global = unit.input(PriorStage.MODEL);
    List<Path> own = unit.inputs(PriorStage.OWN);
    ModelState received = ClientEntries.model(global, own.isEmpty() ? global : own.get(0));
    List<Path> previous = unit.inputs(PriorStage.PREVIOUS);
    if (previous.isEmpty()) {
      return received;
    }
    HeadTensor measuring =
        settings.alignmentWeight() > 0 ? HeadTensor.AUXILIARY : HeadTensor.CLASSIFIER;
    Layout layout = settings.model().head().layout(settings.model().backbone(), classes);
    return measuring.replaced(layout, received, ClientEntries.model(previous.get(0)));
  }

  private static List<List<ViewedImage>> cut(List<ViewedImage> views, int size) {
    return IntStream.range(0, (views.size() + size - 1) / size)
        .mapToObj(i -> views.subList(i * size, Math.min(views.size(), (i + 1) * size)))
        .toList();
  }

  private static void add(
      ViewBatch batch, PriorPass pass, NDManager manager, @Nullable AuxiliaryFeatures auxiliary) {
    try (NDManager step = manager.newSubManager()) {
      NDArray images = batch.pixels().upload(step);
      NDArray features =
          auxiliary == null ? null : auxiliary.of(batch.images(), batch.pixels(), step);
      int[] labels = batch.images().stream().mapToInt(viewed -> viewed.image().label()).toArray();
      pass.add(labels, images, features);
    }
  }

  private PriorSummary summary(PriorPass pass, @Nullable AuxiliaryFeatures auxiliary) {
    return new PriorSummary(
        unit.client().number(),
        unit.round().number(),
        Arrays.stream(pass.seen().counts()).boxed().toList(),
        Arrays.stream(pass.classPrior()).boxed().toList(),
        auxiliary == null ? null : auxiliary.unchanged());
  }
}
