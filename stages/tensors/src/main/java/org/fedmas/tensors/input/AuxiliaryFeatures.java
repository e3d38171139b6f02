package org.fedmas.tensors.input;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.fedmas.contract.Digest;
import org.fedmas.contract.UnitContext;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.images.view.ViewSettings;
import org.fedmas.tables.model.ModelFiles;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.Safetensors;
import org.fedmas.tensors.config.AuxiliaryNetwork;
import org.fedmas.tensors.config.AuxiliarySettings;
import org.fedmas.tensors.contrast.ContrastState;
import org.fedmas.tensors.network.FeatureNetwork;
import org.jspecify.annotations.Nullable;

/** The features {@code a = g(view)} of the auxiliary network, with which views are compared. */
public sealed interface AuxiliaryFeatures extends AutoCloseable
    permits StoredAuxiliaryFeatures, ComputedAuxiliaryFeatures {

  /** Role of a client's feature tables; absent where the unit runs the network itself. */
  String FEATURES = "features";

  /** Role of the auxiliary network's checkpoint; absent if it is not run or has seeded values. */
  String WEIGHTS = "auxiliary-weights";

  /** Role of the network with the client's own statistics; absent where statistics are frozen. */
  String ADAPTED = "adapted-network";

  /** Role of the pretrained network; absent unless the run itself pretrains it. */
  String PRETRAINED = "pretrained-network";

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
   * @param settings the networks; null for a unit that never runs one
   * @param parent owns the network's tensors, on its device
   */
  static AuxiliaryFeatures open(
      UnitContext unit, @Nullable AuxiliarySettings settings, NDManager parent) throws IOException {
    List<Path> tables = unit.inputs(FEATURES);
    if (!tables.isEmpty()) {
      return StoredAuxiliaryFeatures.open(tables);
    }
    return new ComputedAuxiliaryFeatures(
        network(
            unit, Objects.requireNonNull(settings, "networks of a unit without tables"), parent));
  }

  /**
   * Reads the networks, where a unit may have to run one.
   *
   * @param drawn whether the unit looks at drawn views, which have no tables if they are online
   */
  static @Nullable AuxiliarySettings networks(ConfigReader reader, boolean drawn) {
    return drawn && ViewSettings.read(reader).online() ? AuxiliarySettings.read(reader) : null;
  }

  /** Returns the values of a network before any client adapts it. */
  static ModelState state(UnitContext unit, AuxiliaryNetwork network, long seed)
      throws IOException {
    return network.weights().isPretrained()
        ? Safetensors.read(unit.input(PRETRAINED).resolve(ModelFiles.MODEL))
            .part(ContrastState.QUERY)
        : network.state(unit.data(), seed);
  }

  /** Returns the network of the unit's client, with the client's statistics if it has any. */
  static FeatureNetwork network(UnitContext unit, AuxiliarySettings settings, NDManager parent)
      throws IOException {
    AuxiliaryNetwork network = settings.of(unit.client());
    ModelState state =
        unit.inputs(ADAPTED).isEmpty()
            ? state(unit, network, settings.seed())
            : Safetensors.read(unit.input(ADAPTED).resolve(ModelFiles.MODEL));
    return FeatureNetwork.of(network.extractor(), state, parent);
  }
}
