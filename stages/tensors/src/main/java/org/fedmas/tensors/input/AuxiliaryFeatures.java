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

/** The features {@code a = g(view)} of the auxiliary network, with which views are compared. */
public sealed interface AuxiliaryFeatures extends AutoCloseable
    permits StoredAuxiliaryFeatures, ComputedAuxiliaryFeatures {

  /** Role of a client's feature tables; absent where the unit runs the network itself. */
  String FEATURES = "features";

  /**
   * Role of the auxiliary network's checkpoint; absent where the network is not run or has seeded
   * values.
   */
  String WEIGHTS = "auxiliary-weights";

  /** Role of the network with the client's own statistics; absent where statistics are frozen. */
  String ADAPTED = "adapted-network";

  /**
   * Returns the features of a batch.
   *
   * @param images the batch
   * @param pixels its pixels
   * @param owner manager of the result
   * @return [n, D] float32
   */
  NDArray of(List<ViewedImage> images, PixelBatch pixels, NDManager owner);

  /**
   * Returns the digest of the network's parameters and statistics after checking that they did not
   * change.
   *
   * @throws org.fedmas.contract.error.StageFailedException if they changed since the features were
   *     opened
   */
  Digest unchanged();

  @Override
  void close();

  /**
   * Returns the features of a unit: from its feature tables if it has any, otherwise from the
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

  /** Returns the keys of the networks if a unit may have to run one. */
  static List<String> keys(Config config) {
    return config.hasText(TrainingViews.KEY, TrainingViews.ONLINE)
        ? List.of(AuxiliarySettings.PREFIX)
        : List.of();
  }

  /** Returns the network of the unit's client, with the client's own statistics if it has any. */
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
