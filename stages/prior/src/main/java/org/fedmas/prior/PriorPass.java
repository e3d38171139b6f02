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
import org.fedmas.images.ViewSettings;
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
import org.fedmas.tensors.input.Originals;
import org.fedmas.tensors.input.PixelBatch;
import org.fedmas.tensors.input.PreparedImage;
import org.fedmas.tensors.input.PreparedImages;
import org.fedmas.tensors.input.References;
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
    List<PreparedImage> images =
        PreparedImages.of(unit.inputs(PriorStage.IMAGES), partition, unit.client(), Part.TRAIN);
    ClassCounts counts =
        ClassCounts.ofLabels(images.stream().mapToInt(PreparedImage::label).toArray(), classes);
    ComputeDevice device = ComputeDevice.of(unit.numerics().getOrDefault(Numerics.DEVICE, "cpu"));
    Path received = unit.input(PriorStage.MODEL).resolve(ModelFiles.MODEL);
    try (NDManager manager = TensorEngine.newManager(device);
        EvaluationNetwork network =
            EvaluationNetwork.of(
                model.backbone(), model.head(), classes, Safetensors.read(received), manager);
        Originals originals = Originals.open(unit.inputs(PriorStage.ORIGINALS));
        References references = references(manager)) {
      ViewRenderer renderer = new ViewRenderer(views, originals);
      ClassMeans means = new ClassMeans(classes);
      long done = 0;
      List<ViewedImage> viewed = settings.plan().images(images, views, unit.round(), unit.client());
      int size = EvaluationNetwork.batchSize(device);
      for (int from = 0; from < viewed.size(); from += size) {
        List<ViewedImage> batch = viewed.subList(from, Math.min(viewed.size(), from + size));
        double[] values = compared(network, batch, renderer.batch(batch), references, counts);
        for (int i = 0; i < values.length; i++) {
          means.add(batch.get(i).image().label(), values[i]);
        }
        done += batch.size();
        unit.progress().images(done, images.size());
      }
      summary(means, counts, references).write(unit.output());
    }
  }

  private PriorSummary summary(
      ClassMeans means, ClassCounts counts, @Nullable References references) {
    return new PriorSummary(
        unit.client().number(),
        unit.round().number(),
        Arrays.stream(means.seen().counts()).boxed().toList(),
        Arrays.stream(settings.plan().perClass(means, counts)).boxed().toList(),
        references == null ? null : references.unchanged());
  }

  /** Null with λ = 0. */
  private @Nullable References references(NDManager manager) throws IOException {
    if (settings.alignmentWeight() == 0) {
      return null;
    }
    return References.open(unit, views, manager);
  }

  /** δ of each image, or with λ = 0 its classification loss. */
  private double[] compared(
      EvaluationNetwork network,
      List<ViewedImage> batch,
      PixelBatch pixels,
      @Nullable References references,
      ClassCounts counts) {
    try (Autograd.Recording off = Autograd.paused();
        NDManager step = network.manager().newSubManager()) {
      NDArray images = pixels.upload(step);
      if (references == null) {
        int[] labels = batch.stream().mapToInt(viewed -> viewed.image().label()).toArray();
        return Transfer.doubles(
            settings
                .loss()
                .perSample(network.logits(images), Transfer.labels(step, labels), longs(counts)));
      }
      NDArray features = references.of(batch, pixels, step);
      return Transfer.doubles(Divergence.perSample(network.projection(images), features));
    }
  }

  private static long[] longs(ClassCounts counts) {
    return IntStream.range(0, counts.classes()).mapToLong(counts::count).toArray();
  }
}
