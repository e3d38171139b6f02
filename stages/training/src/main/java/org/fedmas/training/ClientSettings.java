package org.fedmas.training;

import org.fedmas.contract.FederationKind;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.config.RunKeys;
import org.fedmas.images.view.ViewSettings;
import org.fedmas.tables.model.NormalisationSharing;
import org.fedmas.tensors.config.AuxiliarySettings;
import org.fedmas.tensors.config.ModelSettings;
import org.fedmas.tensors.input.AuxiliaryFeatures;
import org.fedmas.tensors.network.head.PlainHead;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one client's round.
 *
 * @param sharing the entries of batch normalisation that go up
 * @param pooled whether the client trains on the training images of all clients
 * @param auxiliary the networks, where steps run one; otherwise null
 */
record ClientSettings(
    TrainingSettings training,
    ModelSettings model,
    ViewSettings views,
    long seed,
    NormalisationSharing sharing,
    boolean pooled,
    @Nullable AuxiliarySettings auxiliary) {

  /**
   * Returns whether version 5 of the stage changed the bytes: repeated images have views of their
   * own, and dropout no longer acts on projections.
   */
  boolean changedInVersionFive() {
    boolean repeatsViews = training.sampler().repeats() && !views.training().isPlain();
    boolean projects = !(model.head() instanceof PlainHead);
    return repeatsViews || (training.regularisation().dropout() > 0 && projects);
  }

  static ClientSettings read(ConfigReader reader) {
    TrainingSettings training = TrainingSettings.read(reader);
    return new ClientSettings(
        training,
        ModelSettings.read(reader),
        ViewSettings.read(reader),
        RunKeys.seed(reader),
        NormalisationSharing.read(reader),
        FederationKind.read(reader) == FederationKind.POOLED,
        training.needsFeatures() ? AuxiliaryFeatures.networks(reader, true) : null);
  }
}
