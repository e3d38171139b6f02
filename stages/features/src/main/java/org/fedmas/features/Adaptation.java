package org.fedmas.features;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.fedmas.contract.Round;
import org.fedmas.contract.UnitContext;
import org.fedmas.tables.feature.FeatureTable;
import org.fedmas.tables.feature.FeatureTableWriter;
import org.fedmas.tables.model.ModelFiles;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.Safetensors;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.summary.AuxiliarySummary;
import org.fedmas.tensors.ComputeDevice;
import org.fedmas.tensors.Numerics;
import org.fedmas.tensors.TensorEngine;
import org.fedmas.tensors.Transfer;
import org.fedmas.tensors.config.AuxiliaryNetwork;
import org.fedmas.tensors.input.AuxiliaryFeatures;
import org.fedmas.tensors.input.Originals;
import org.fedmas.tensors.input.PreparedImage;
import org.fedmas.tensors.input.PreparedImages;
import org.fedmas.tensors.input.PriorPlan;
import org.fedmas.tensors.input.ViewRenderer;
import org.fedmas.tensors.input.ViewedImage;
import org.fedmas.tensors.network.AdaptingNetwork;

/**
 * The published treatment of a client's auxiliary network. The prior pass of the first round runs
 * the network in train mode, so its running statistics move towards the client's batch by batch.
 * The features of that pass are stored for the prior, and the adapted network for all later uses.
 */
public final class Adaptation {

  private final UnitContext unit;
  private final FeatureSettings settings;

  Adaptation(UnitContext unit, FeatureSettings settings) {
    this.unit = unit;
    this.settings = settings;
  }

  void write() throws IOException {
    AuxiliaryNetwork given = settings.auxiliary().of(unit.client());
    ModelState state = AuxiliaryFeatures.state(unit, given, settings.auxiliary().seed());
    ComputeDevice device = ComputeDevice.of(unit.numerics().getOrDefault(Numerics.DEVICE, "cpu"));
    try (PreparedImages images =
            PreparedImages.of(
                unit.inputs(FeaturesStage.IMAGES),
                unit.input(FeaturesStage.PARTITION),
                unit.client(),
                Part.TRAIN);
        NDManager manager = TensorEngine.newManager(device);
        AdaptingNetwork network =
            AdaptingNetwork.of(given.requireAdapting(), state, manager, DataType.FLOAT32);
        Originals originals = Originals.open(unit.inputs(FeaturesStage.ORIGINALS));
        FeatureTableWriter writer =
            new FeatureTableWriter(unit.output().resolve(FeatureTable.FILE), network.features())) {
      pass(network, images.list(), new ViewRenderer(settings.views(), originals), writer);
      ModelState adapted = network.save();
      Safetensors.write(unit.output().resolve(ModelFiles.MODEL), adapted);
      new AuxiliarySummary(given.name(), network.features(), adapted.digest()).write(unit.output());
    }
  }

  private void pass(
      AdaptingNetwork network,
      List<PreparedImage> images,
      ViewRenderer renderer,
      FeatureTableWriter writer)
      throws IOException {
    long done = 0;
    PriorPlan plan = Objects.requireNonNull(settings.plan());
    for (List<ViewedImage> batch :
        plan.batches(images, settings.views(), new Round(1), unit.client())) {
      float[] features = adapt(network, step -> renderer.batch(batch).upload(step));
      FeaturePass.write(batch, features, network.features(), writer);
      done += batch.size();
      unit.progress().images(done, images.size());
    }
  }

  /**
   * Moves a network's running statistics towards a batch.
   *
   * @param pixels makes the batch, [n, 3, side, side], n at least 2
   * @return the features of the batch on the way, row by row
   */
  public static float[] adapt(AdaptingNetwork network, Function<NDManager, NDArray> pixels) {
    try (NDManager step = network.manager().newSubManager()) {
      return Transfer.floats(network.features(pixels.apply(step)));
    }
  }
}
