package org.fedmas.prior;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.fedmas.contract.ClassCounts;
import org.fedmas.contract.ClassMeans;
import org.fedmas.contract.Federation;
import org.fedmas.contract.UnitContext;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.images.ViewSettings;
import org.fedmas.tables.feature.FeatureTable;
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
import org.fedmas.tensors.input.PixelBatch;
import org.fedmas.tensors.input.PreparedImage;
import org.fedmas.tensors.input.PreparedImages;
import org.fedmas.tensors.loss.Divergence;
import org.fedmas.tensors.network.Mode;
import org.fedmas.tensors.network.Network;
import org.fedmas.tensors.network.Outputs;
import org.jspecify.annotations.Nullable;

/**
 * One client's pass over its training images: {@code P_kc = mean of δ over the images of class c},
 * with the received global model in evaluation mode. Source: arXiv 2307.14959, section 2.
 */
final class PriorPass {

  /** Decides the last bits, hence fixed. */
  private static final int BATCH = 64;

  private final UnitContext unit;
  private final PriorSettings settings;
  private final ModelSettings model;
  private final ViewSettings views;

  /** Null with λ = 0. */
  private final @Nullable FeatureTable features;

  PriorPass(UnitContext unit) throws IOException {
    ConfigReader reader = ConfigReader.of(unit.config());
    this.unit = unit;
    this.settings = PriorSettings.read(reader);
    this.model = ModelSettings.read(reader);
    this.views = ViewSettings.read(reader);
    this.features =
        settings.alignmentWeight() == 0
            ? null
            : FeatureTable.open(
                unit.inputs(PriorStage.FEATURES).stream()
                    .map(folder -> folder.resolve(FeatureTable.FILE))
                    .toList());
  }

  void run() throws IOException {
    Path partition = unit.input(PriorStage.PARTITION);
    int classes = Federation.read(partition).classes().size();
    List<PreparedImage> images =
        PreparedImages.of(unit.inputs(PriorStage.IMAGES), partition, unit.client(), Part.TRAIN);
    ClassCounts counts =
        ClassCounts.ofLabels(images.stream().mapToInt(PreparedImage::label).toArray(), classes);
    ClassMeans means = means(images, counts, classes);
    new PriorSummary(
            unit.client().number(),
            unit.round().number(),
            IntStream.range(0, classes).map(counts::count).boxed().toList(),
            Arrays.stream(means.means()).boxed().toList())
        .write(unit.output());
  }

  private ClassMeans means(List<PreparedImage> images, ClassCounts counts, int classes)
      throws IOException {
    ClassMeans means = new ClassMeans(classes);
    ComputeDevice device = ComputeDevice.of(unit.numerics().getOrDefault(Numerics.DEVICE, "cpu"));
    Path received = unit.input(PriorStage.MODEL).resolve(ModelFiles.MODEL);
    try (NDManager manager = TensorEngine.newManager(device);
        Network network =
            Network.of(
                model.backbone(), model.head(), classes, Safetensors.read(received), manager)) {
      for (int from = 0; from < images.size(); from += BATCH) {
        List<PreparedImage> batch = images.subList(from, Math.min(images.size(), from + BATCH));
        double[] values = compared(network, batch, counts);
        for (int i = 0; i < values.length; i++) {
          means.add(batch.get(i).label(), values[i]);
        }
        unit.progress().images(from + batch.size(), images.size());
      }
    }
    return means;
  }

  /** δ of each image, or with λ = 0 its classification loss. */
  private double[] compared(Network network, List<PreparedImage> batch, ClassCounts counts) {
    PixelBatch pixels = new PixelBatch(batch.get(0).stored().width(), batch.size());
    batch.forEach(image -> pixels.add(image.view(settings.view(), views)));
    try (Autograd.Recording off = Autograd.paused();
        NDManager step = network.manager().newSubManager()) {
      Outputs outputs = network.forward(pixels.upload(step), Mode.EVAL);
      if (settings.alignmentWeight() == 0) {
        int[] labels = batch.stream().mapToInt(PreparedImage::label).toArray();
        return Transfer.doubles(
            settings
                .loss()
                .perSample(outputs.logits(), Transfer.labels(step, labels), longs(counts)));
      }
      NDArray references = references(batch, step);
      return Transfer.doubles(Divergence.perSample(outputs.requireProjection(), references));
    }
  }

  private NDArray references(List<PreparedImage> batch, NDManager owner) {
    FeatureTable features = Objects.requireNonNull(this.features);
    int width = features.dimension();
    float[] values = new float[batch.size() * width];
    for (int i = 0; i < batch.size(); i++) {
      float[] row = features.features(batch.get(i).id(), settings.view());
      System.arraycopy(row, 0, values, i * width, width);
    }
    return Transfer.matrix(owner, values, batch.size(), width);
  }

  private static long[] longs(ClassCounts counts) {
    return IntStream.range(0, counts.classes()).mapToLong(counts::count).toArray();
  }
}
