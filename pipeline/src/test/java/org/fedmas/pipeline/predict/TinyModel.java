package org.fedmas.pipeline.predict;

import java.util.List;
import org.fedmas.contract.config.Config;
import org.fedmas.contract.config.ConfigProblems;
import org.fedmas.contract.config.ConfigSource;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.pipeline.model.DeployedModel;
import org.fedmas.pipeline.model.ModelDescription;
import org.fedmas.pipeline.workflow.Settings;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tensors.config.ModelSettings;
import org.fedmas.tensors.network.layer.SeededInitialisation;

/** An untrained network of two classes for pictures of 32 pixels. */
public final class TinyModel {

  /** The configuration of the network. */
  public static final String CONFIG =
      """
      image: {size: 32}
      model: {backbone: resnet8, weights: seeded}
      training: {terms: []}
      aggregation: {rule: avg}
      dataset: {kind: manifest, classes: [MEL, NV]}
      """;

  private TinyModel() {}

  /** Returns the model. */
  public static DeployedModel create() {
    Config config = Settings.read(ConfigSource.yaml("tiny", CONFIG, new ConfigProblems())).config();
    ModelDescription description =
        ModelDescription.of(List.of("MEL", "NV"), config, "sha256:00", null);
    ModelSettings network = description.network();
    ModelState state =
        SeededInitialisation.of(
            network.head().layout(network.backbone(), 2), RandomKey.of(7).with("tiny"));
    return new DeployedModel(description, state);
  }
}
