package org.fedmas.pipeline.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.fedmas.pipeline.model.DeployedModel;
import org.fedmas.pipeline.model.ModelDescription;
import org.fedmas.pipeline.model.RunDescription;
import org.fedmas.results.record.RunFolder;
import org.fedmas.results.score.RecordedRun;
import org.fedmas.store.file.DurableFiles;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.Safetensors;
import org.fedmas.tensors.checkpoint.PytorchStateDict;
import org.fedmas.tensors.config.ModelSettings;
import org.fedmas.tensors.onnx.OnnxModel;

/**
 * A writer of one run's models.
 *
 * @param form the form of what is written
 * @param softmax whether an ONNX file computes probabilities rather than logits
 */
public record ModelWriter(RecordedRun run, RunFolder place, ExportForm form, boolean softmax) {

  /**
   * Writes a model, whole or not at all; a bundle file by file.
   *
   * @param origin digest of the model's artifact, or of its state where it comes from several
   * @throws org.fedmas.contract.error.MissingInputException if the run has no partition, which
   *     names the classes; a state dict needs none
   */
  public void write(ModelState state, String origin, Path target) throws IOException {
    if (form == ExportForm.PYTORCH) {
      DurableFiles.local().replace(target, file -> PytorchStateDict.write(file, state));
      return;
    }
    DeployedModel model = new DeployedModel(RunDescription.of(run, place, origin), state);
    if (form == ExportForm.MONAI) {
      new MonaiBundle(model, place.name()).write(target);
    } else {
      DurableFiles.local().replace(target, file -> write(model, file));
    }
  }

  private void write(DeployedModel model, Path file) throws IOException {
    switch (form) {
      case SAFETENSORS -> Safetensors.write(file, model.state(), metadata(model.description()));
      case ONNX -> onnx(model.description()).write(file, model.state());
      case PYTORCH, MONAI, CARD -> throw new IllegalStateException(form.name());
    }
  }

  private OnnxModel onnx(ModelDescription description) {
    ModelSettings network = description.network();
    return new OnnxModel(
        network.backbone(),
        network.head(),
        description.classes().size(),
        description.preparation().image().side(),
        softmax,
        metadata(description));
  }

  static Map<String, String> metadata(ModelDescription description) {
    return Map.of(ModelDescription.METADATA, description.json().toString());
  }
}
