package org.fedmas.prior;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.fedmas.contract.ClassCounts;
import org.fedmas.contract.ClassMeans;
import org.fedmas.contract.Federation;
import org.fedmas.contract.UnitContext;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.images.view.ViewSettings;
import org.fedmas.tables.model.ModelFiles;
import org.fedmas.tables.model.Safetensors;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.summary.PriorSummary;
import org.fedmas.tensors.Autograd;
import org.fedmas.tensors.ComputeDevice;
import org.fedmas.tensors.Numerics;
import org.fedmas.tensors.TensorEngine;
import org.fedmas.tensors.Transfer;
import org.fedmas.tensors.config.ModelSettings;
import org.fedmas.tensors.input.AuxiliaryFeatures;
import org.fedmas.tensors.input.Originals;
import org.fedmas.tensors.input.Prefetcher;
import org.fedmas.tensors.input.PreparedImage;
import org.fedmas.tensors.input.PreparedImages;
import org.fedmas.tensors.input.ViewBatch;
import org.fedmas.tensors.input.ViewRenderer;
import org.fedmas.tensors.input.ViewedImage;
import org.fedmas.tensors.loss.Divergence;
import org.fedmas.tensors.network.EvaluationNetwork;
import org.jspecify.annotations.Nullable;

/**
 * One client's pass over its training images: {@code P_kc = mean of δ over the images of class c},
 * with the received global model in evaluation mode. Source: arXiv 2307.14959, section 2.
 */
final class PriorPass {

  private final UnitContext unit;
  private final PriorSettings settings;
  private final ModelSettings model;
  private final ViewSettings views;

  PriorPass(UnitContext unit) {
    ConfigReader reader = ConfigReader.of(unit.config());
    this.unit = unit;
    this.settings = PriorSettings.read(reader);
    this.model = ModelSettings.read(reader);
    this.views = ViewSettings.read(reader);
  }

  void run() throws IOException {
    Path partition = unit.input(PriorStage.PARTITION);
    int classes = Federation.read(partition).classes().size();
    ComputeDevice device = ComputeDevice.of(unit.numerics().getOrDefault(Numerics.DEVICE, "cpu"));
    Path received = unit.input(PriorStage.MODEL).resolve(ModelFiles.MODEL);
    try (PreparedImages prepared =
            PreparedImages.of(
                unit.inputs(PriorStage.IMAGES), partition, unit.client(), Part.TRAIN);
        NDManager manager = TensorEngine.newManager(device);
        EvaluationNetwork network =
            EvaluationNetwork.of(
                model.backbone(), model.head(), classes, Safetensors.read(received), manager);
        Originals originals = Originals.open(unit.inputs(PriorStage.ORIGINALS));
        AuxiliaryFeatures references = references(manager)) {
      List<PreparedImage> images = prepared.list();
      ClassCounts counts =
          ClassCounts.ofLabels(images.stream().mapToInt(PreparedImage::label).toArray(), classes);
      ClassMeans means = new ClassMeans(classes);
      long done = 0;
      int size = EvaluationNetwork.batchSize(device);
      List<List<ViewedImage>> viewed =
          cut(settings.plan().images(images, views, unit.round(), unit.client()), size);
      try (Prefetcher<List<ViewedImage>, ViewBatch> batches =
          new ViewRenderer(views, originals).ahead(viewed.iterator(), size)) {
        while (batches.hasNext()) {
          ViewBatch batch = batches.next();
          double[] values = compared(network, batch, references, counts);
          for (int i = 0; i < values.length; i++) {
            means.add(batch.images().get(i).image().label(), values[i]);
          }
          done += values.length;
          unit.progress().images(done, images.size());
        }
      }
      summary(means, counts, references).write(unit.output());
    }
  }

  private static List<List<ViewedImage>> cut(List<ViewedImage> views, int size) {
    return IntStream.range(0, (views.size() + size - 1) / size)
        .mapToObj(i -> views.subList(i * size, Math.min(views.size(), (i + 1) * size)))
        .toList();
  }

  private PriorSummary summary(
      ClassMeans means, ClassCounts counts, @Nullable AuxiliaryFeatures references) {
    return new PriorSummary(
        unit.client().number(),
        unit.round().number(),
        Arrays.stream(means.seen().counts()).boxed().toList(),
        Arrays.stream(settings.plan().perClass(means, counts)).boxed().toList(),
        references == null ? null : references.unchanged());
  }

  /** Null with λ = 0. */
  private @Nullable AuxiliaryFeatures references(NDManager manager) throws IOException {
    if (settings.alignmentWeight() == 0) {
      return null;
    }
    return AuxiliaryFeatures.open(unit, views, manager);
  }

  /** δ of each image, or with λ = 0 its classification loss. */
  private double[] compared(
      EvaluationNetwork network,
      ViewBatch batch,
      @Nullable AuxiliaryFeatures references,
      ClassCounts counts) {
    try (Autograd.Recording off = Autograd.paused();
        NDManager step = network.manager().newSubManager()) {
      NDArray images = batch.pixels().upload(step);
      if (references == null) {
        int[] labels = batch.images().stream().mapToInt(viewed -> viewed.image().label()).toArray();
        return Transfer.doubles(
            settings
                .loss()
                .perSample(network.logits(images), Transfer.labels(step, labels), longs(counts)));
      }
      NDArray features = references.of(batch.images(), batch.pixels(), step);
      return Transfer.doubles(Divergence.perSample(network.projection(images), features));
    }
  }

  private static long[] longs(ClassCounts counts) {
    return IntStream.range(0, counts.classes()).mapToLong(counts::count).toArray();
  }
}
