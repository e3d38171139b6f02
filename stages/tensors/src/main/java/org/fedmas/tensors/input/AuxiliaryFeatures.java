package org.fedmas.tensors.input;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.fedmas.contract.Digest;
import org.fedmas.contract.UnitContext;
import org.fedmas.contract.config.Config;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.images.view.TrainingViews;
import org.fedmas.images.view.ViewSettings;
import org.fedmas.tables.model.ModelFiles;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.Safetensors;
import org.fedmas.tensors.config.AuxiliaryNetwork;
import org.fedmas.tensors.config.AuxiliarySettings;
import org.fedmas.tensors.network.FeatureNetwork;

/** What views are compared with: the auxiliary network's features {@code a = g(view)}. */
public sealed interface AuxiliaryFeatures extends AutoCloseable
    permits StoredAuxiliaryFeatures, ComputedAuxiliaryFeatures {

  /** Role of a client's feature tables; absent where the network is run instead. */
  String FEATURES = "features";

  /** Role of the auxiliary network's checkpoint; absent where it is not run, or seeded. */
  String WEIGHTS = "auxiliary-weights";

  /** Role of the network whose statistics the client overwrote; absent where they are frozen. */
  String ADAPTED = "adapted-network";

  /**
   * Features of a batch.
   *
   * @param images the batch
   * @param pixels its pixels
   * @param owner of the result
   * @return [n, D] float32
   */
  NDArray of(List<ViewedImage> images, PixelBatch pixels, NDManager owner);

  /**
   * Stands for the network's parameters and normalisation statistics.
   *
   * @throws org.fedmas.contract.error.StageFailedException if they are not what they were when this
   *     was opened
   */
  Digest unchanged();

  @Override
  void close();

  /**
   * Returns the references of a unit: from its feature tables if it has any, otherwise from the
   * network.
   *
   * @param parent owns the network's tensors, on its device
   */
  static AuxiliaryFeatures open(UnitContext unit, ViewSettings views, NDManager parent)
      throws IOException {
    List<Path> tables = unit.inputs(FEATURES);
    if (!tables.isEmpty()) {
      return StoredAuxiliaryFeatures.open(tables);
    }
    AuxiliarySettings settings = AuxiliarySettings.read(ConfigReader.of(unit.config()));
    return new ComputedAuxiliaryFeatures(network(unit, settings, views, parent));
  }

  /** Returns the keys of the networks, where a unit may have to run one. */
  static List<String> keys(Config config) {
    return config.hasText(TrainingViews.KEY, TrainingViews.ONLINE)
        ? List.of(AuxiliarySettings.PREFIX)
        : List.of();
  }

  /**
   * Returns the network of the unit's client, with the client's own statistics where it has any.
   */
  static FeatureNetwork network(
      UnitContext unit, AuxiliarySettings settings, ViewSettings views, NDManager parent)
      throws IOException {
    AuxiliaryNetwork network = settings.of(unit.client());
    ModelState state =
        unit.inputs(ADAPTED).isEmpty()
            ? network.state(unit.data(), views.seed())
            : Safetensors.read(unit.input(ADAPTED).resolve(ModelFiles.MODEL));
    return FeatureNetwork.of(network.backbone(), state, parent);
  }
}
