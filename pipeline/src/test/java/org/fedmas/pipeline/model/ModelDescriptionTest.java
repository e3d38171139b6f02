package org.fedmas.pipeline.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.fedmas.contract.config.Config;
import org.fedmas.contract.config.ConfigProblems;
import org.fedmas.contract.config.ConfigSource;
import org.fedmas.contract.error.CorruptArtifactException;
import org.fedmas.pipeline.workflow.Settings;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.Safetensors;
import org.fedmas.tables.model.StoredTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelDescriptionTest {

  @TempDir Path folder;

  private static ModelDescription description(String yaml) {
    Config resolved = Settings.read(ConfigSource.yaml("test", yaml, new ConfigProblems())).config();
    InputStatistics inputs =
        new InputStatistics(
            20,
            Collections.nCopies(InputValue.values().length, 0.5),
            Collections.nCopies(InputValue.values().length, 0.25));
    return ModelDescription.of(List.of("MEL", "NV"), resolved, "sha256:00", inputs);
  }

  @Test
  void theJsonFormReadsBackEqual() {
    ModelDescription written =
        description("image: {resize: shorter-side, size: 128, colour-constancy: clip}");

    ModelDescription read = ModelDescription.of(written.json(), "file");

    assertThat(read).isEqualTo(written);
    assertThat(read.preparation().image().side()).isEqualTo(114);
    assertThat(read.network().backbone().id()).isEqualTo("resnet18");
  }

  @Test
  void theConfigurationHasNoOtherKeys() {
    assertThat(description("{}").config().values())
        .containsKeys("image.size", "model.backbone", "engine.threads")
        .doesNotContainKeys("dataset.folder", "rounds", "model.weights", "training.epochs");
  }

  @Test
  void theInputIsStatedForOtherTools() {
    assertThat(description("image.size: 96").json().path("input").toString())
        .contains("\"height\":96", "\"mean\":[0.485,0.456,0.406]", "\"resize\":\"squash\"");
  }

  @Test
  void travelsInTheMetadataOfSafetensors() throws Exception {
    Path file = folder.resolve("model.safetensors");
    ModelState state = new ModelState(Map.of("a", StoredTensor.of(new float[] {1}, 1)));
    Safetensors.write(file, state, Map.of(ModelDescription.METADATA, "text", "other", "x"));

    assertThat(Safetensors.metadata(file))
        .containsExactly(Map.entry(ModelDescription.METADATA, "text"), Map.entry("other", "x"));
    assertThat(Safetensors.read(file)).isEqualTo(state);
  }

  @Test
  void refusesAnotherFormat() {
    ObjectNode json = description("{}").json().put("format", 7);

    assertThatExceptionOfType(CorruptArtifactException.class)
        .isThrownBy(() -> ModelDescription.of(json, "a.safetensors"))
        .withMessageContaining("a.safetensors: description of the model: found format 7");
  }

  @Test
  void refusesMissingKeys() {
    ObjectNode json = description("{}").json();
    ((ObjectNode) json.get("configuration")).remove("image.size");

    assertThatExceptionOfType(CorruptArtifactException.class)
        .isThrownBy(() -> ModelDescription.of(json, "a.safetensors"))
        .withMessageContaining("image.size");
  }
}
