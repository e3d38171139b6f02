package org.fedmas.training;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.fedmas.contract.Federation;
import org.fedmas.contract.UnitContext;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.config.RunKeys;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.tables.model.ClientEntries;
import org.fedmas.tables.model.ModelFiles;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.NormalisationSharing;
import org.fedmas.tables.model.Safetensors;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tensors.config.BackboneCheckpoint;
import org.fedmas.tensors.config.ModelSettings;
import org.fedmas.tensors.config.Weights;
import org.fedmas.tensors.network.layer.Layout;
import org.fedmas.tensors.network.layer.SeededInitialisation;

/** The global model before round 1: a backbone from a checkpoint or drawn, and drawn heads. */
final class InitialModel {

  /**
   * The settings of the model.
   *
   * @param weights the start values of the backbone
   * @param seed of everything that is drawn
   * @param sharing the entries of batch normalisation that clients share
   */
  record Start(
      ModelSettings model, Weights weights, long seed, NormalisationSharing sharing) {

    static Start read(ConfigReader reader) {
      ModelSettings model = ModelSettings.read(reader);
      Weights weights = ModelSettings.weights(reader, model.backbone());
      return new Start(
          model, weights, RunKeys.seed(reader), NormalisationSharing.read(reader));
    }
  }

  private InitialModel() {}

  static void write(UnitContext unit, Start start) throws IOException {
    ModelSettings model = start.model();
    int classes = Federation.read(unit.input(TrainingStage.INDEX)).classes().size();
    Layout layout = model.head().layout(model.backbone(), classes);
    ModelState drawn =
        SeededInitialisation.of(layout, RandomKey.of(start.seed()).with("model before round 1"));
    Map<String, StoredTensor> tensors = new LinkedHashMap<>(drawn.tensors());
    start
        .weights()
        .requireFile(ModelSettings.WEIGHTS_KEY, unit.data())
        .ifPresent(
            file -> tensors.putAll(BackboneCheckpoint.read(file, model.backbone()).tensors()));
    ModelState whole = new ModelState(tensors);
    Safetensors.write(
        unit.output().resolve(ModelFiles.MODEL), start.sharing().shared(whole));
    ClientState.EMPTY
        .with(ClientEntries.NORMALISATION, start.sharing().kept(whole))
        .writeTo(unit.output());
  }
}
