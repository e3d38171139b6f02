package org.fedmas.pipeline.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.config.Config;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.pipeline.export.ExportForm;
import org.fedmas.pipeline.workflow.PretrainedOrigin;
import org.fedmas.results.record.RunFolder;
import org.fedmas.store.Manifest;
import org.fedmas.store.OpenArtifact;
import org.fedmas.store.file.DurableFiles;
import org.fedmas.tables.model.ModelFiles;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.Safetensors;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tensors.checkpoint.HalfPrecision;
import org.fedmas.tensors.checkpoint.PytorchStateDict;
import org.fedmas.tensors.contrast.ContrastState;

/**
 * The export of a pretrained network: all parts under the names of the public MoCo checkpoints, or
 * the query encoder alone under torchvision's names.
 *
 * @param half whether to write the query encoder alone, without its head, in float16
 */
record PretrainedExport(Config config, ExportForm form, Path target, boolean half) {

  private static final String MODULE = "module.";
  private static final String HEAD = "fc.";

  /**
   * Writes the network.
   *
   * @throws ConfigException for a form that has no place for its parts
   */
  void write(UnitKey unit, Manifest network, RunFolder place) throws IOException {
    if (form != ExportForm.SAFETENSORS && form != ExportForm.PYTORCH) {
      throw new ConfigException(
          "--to %s: a pretrained network is written as .pth.tar, .pth or .safetensors"
              .formatted(target));
    }
    try (OpenArtifact open = place.store().open(network)) {
      ModelState state = half ? encoder(open) : state(open);
      DurableFiles.local().replace(target, temporary -> write(unit, state, temporary));
    }
    Console.out(
        "exported %s of %s to %s: pretrained network %s, made on %s"
            .formatted(unit, place.name(), target, network.content(), origin()));
  }

  private void write(UnitKey unit, ModelState state, Path file) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("arch", text("pretrain.backbone"));
    texts.put(PretrainedOrigin.FIELD, origin());
    if (form == ExportForm.SAFETENSORS) {
      Safetensors.write(file, state, texts);
      return;
    }
    PytorchStateDict.writeTraining(file, state, epochs(unit), texts);
  }

  private long epochs(UnitKey unit) {
    return unit.round() == null
        ? Long.parseLong(text("pretrain.epochs"))
        : unit.round().number() * Long.parseLong(text("pretrain.local-epochs"));
  }

  /** Returns queue and encoders in the order of the public files; averages have no queue. */
  private static ModelState state(OpenArtifact open) throws IOException {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    if (Files.exists(open.folder().resolve(ModelFiles.QUEUE))) {
      add(tensors, Safetensors.read(open.file(ModelFiles.QUEUE)));
    }
    add(tensors, Safetensors.read(open.file(ModelFiles.MODEL)));
    return new ModelState(tensors);
  }

  /** Returns the query encoder without its head, in float16. */
  private static ModelState encoder(OpenArtifact open) throws IOException {
    ModelState query = Safetensors.read(open.file(ModelFiles.MODEL)).part(ContrastState.QUERY);
    Map<String, StoredTensor> tensors = new LinkedHashMap<>(query.tensors());
    tensors.keySet().removeIf(name -> name.startsWith(HEAD));
    return HalfPrecision.narrowed(new ModelState(tensors));
  }

  private static void add(Map<String, StoredTensor> tensors, ModelState state) {
    state.tensors().forEach((name, tensor) -> tensors.put(MODULE + name, tensor));
  }

  private String origin() {
    return PretrainedOrigin.of(config).text();
  }

  private String text(String key) {
    JsonNode value = config.values().get(key);
    return value == null ? "default" : value.asText();
  }
}
