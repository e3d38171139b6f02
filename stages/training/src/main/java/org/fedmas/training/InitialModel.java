package org.fedmas.training;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.fedmas.contract.Federation;
import org.fedmas.contract.UnitContext;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.Safetensors;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tensors.config.BackboneCheckpoint;
import org.fedmas.tensors.config.ModelSettings;
import org.fedmas.tensors.config.Weights;
import org.fedmas.tensors.network.layer.Layout;
import org.fedmas.tensors.network.layer.SeededInitialisation;

/** The global model before round 1: a backbone from a checkpoint or drawn, and drawn heads. */
final class InitialModel {

  private InitialModel() {}

  static void write(UnitContext unit) throws IOException {
    ConfigReader reader = ConfigReader.of(unit.config());
    ModelSettings model = ModelSettings.read(reader);
    Weights weights = ModelSettings.weights(reader, model.backbone());
    int classes = Federation.read(unit.input(TrainingStage.INDEX)).classes().size();
    Layout layout = model.head().layout(model.backbone(), classes);
    long seed = reader.whole("seed", 0, 0, Long.MAX_VALUE);
    ModelState drawn =
        SeededInitialisation.of(layout, RandomKey.of(seed).with("model before round 1"));
    Map<String, StoredTensor> tensors = new LinkedHashMap<>(drawn.tensors());
    weights
        .requireFile(ModelSettings.WEIGHTS_KEY, unit.data())
        .ifPresent(
            file -> tensors.putAll(BackboneCheckpoint.read(file, model.backbone()).tensors()));
    Safetensors.write(unit.output().resolve(TrainingStage.MODEL_FILE), new ModelState(tensors));
  }
}
